using System.Collections.Immutable;

namespace Gatelight.Tasks.Forecasting;

/// <summary>One forecast as explainers can ask for it: the answer is the mean of the answers of its parts, one a group of networks.</summary>
public sealed record ForecastQuestion
{
    /// <summary>The time forecast.</summary>
    public required DateTime Target { get; init; }

    /// <summary>The last time that the model knew.</summary>
    public required DateTime Origin { get; init; }

    /// <summary>How many steps ahead the forecast is.</summary>
    public required int Step { get; init; }

    /// <summary>The time whose forecast, from the same origin, is taken off; null where one forecast is asked for.</summary>
    public DateTime? Against { get; init; }

    /// <summary>
    /// Whether a difference of two forecasts is one of logarithms, <c>ln(A/B)</c>, as it is for a model that works on them; otherwise
    /// the answer is in the user's units.
    /// </summary>
    public bool IsLogRatio { get; init; }

    /// <summary>The times that the networks read, oldest first (T).</summary>
    public required ImmutableArray<DateTime> Times { get; init; }

    /// <summary>The features that they read at each time (D).</summary>
    public required ImmutableArray<string> Features { get; init; }

    /// <summary>What <see cref="ForecastPart.Expected"/> stands for, in words.</summary>
    public required string ExpectedDescription { get; init; }

    /// <summary>The parts, one a group.</summary>
    public required ImmutableArray<ForecastPart> Parts { get; init; }
}
