using System.Text.Json.Serialization;
using Gatelight.Data;

namespace Gatelight.Tasks.Forecasting;

/// <summary>
/// What may be set about a forecasting model. The defaults were chosen on validation years of several series (docs/forecasting.md)
/// and are meant to be good without any change.
/// </summary>
public sealed record ForecastOptions
{
    /// <summary>The steps that the network forecasts at once, 1 to 366.</summary>
    public int Horizon { get; init => field = InRange(value, 1, 366, "the horizon", "--horizon"); } = 12;

    /// <summary>The last rows kept aside for the backtest; null takes the horizon.</summary>
    public int? HoldOut { get; init => field = value is int rows ? InRange(rows, 1, 10_000, "the hold-out", "--holdout") : null; }

    /// <summary>The steps that the network looks back, 2 to 1000; null takes a season, or 12.</summary>
    public int? Window { get; init => field = value is int steps ? InRange(steps, 2, 1000, "the look-back", "--window") : null; }

    /// <summary>The length of a season in steps, 1 (none) to 1000; null takes the frequency's, where the series bears it out.</summary>
    public int? Season { get; init => field = value is int steps ? InRange(steps, 1, 1000, "the season", "--season") : null; }

    /// <summary>
    /// Whether the networks read sines and cosines of the calendar too. Off by default: on validation years of monthly series
    /// they did harm, since the anchor holds the season already.
    /// </summary>
    public bool Calendar { get; init; }

    /// <summary>The scale on which the series is modelled; null decides on validation years.</summary>
    public SeriesScale? Scale { get; init; }

    /// <summary>H, the hidden units of each network, 1 to 1024.</summary>
    public int HiddenSize { get; init => field = InRange(value, 1, 1024, "the hidden size", "--hidden"); } = 8;

    /// <summary>The networks whose mean is the forecast, 2 to 200.</summary>
    public int Members { get; init => field = InRange(value, 2, 200, "the number of networks", "--members"); } = 30;

    /// <summary>The optimizer steps of each network, 1 to 100,000.</summary>
    public int TrainingSteps { get; init => field = InRange(value, 1, 100_000, "the number of training steps", "--steps"); } = 200;

    /// <summary>The seed: the same seed gives the same bits at any number of threads.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The networks trained at the same time; not stored with a model, since it changes nothing in it.</summary>
    [JsonIgnore]
    public int Threads { get; init => field = InRange(value, 1, 1024, "the number of threads", "--threads"); } = Environment.ProcessorCount;

    private static int InRange(int value, int least, int most, string what, string flag) =>
        value >= least && value <= most
            ? value
            : throw new InvalidInputException($"{char.ToUpperInvariant(what[0])}{what[1..]} must be between {least} and {most}, not {value}; mend {flag}.");
}
