using System.Collections.Immutable;
using Gatelight.Tasks.Forecasting;
using Gatelight.Tasks.Forecasting.Series;

namespace Gatelight.Cli.Reporting;

/// <summary>What a report is about.</summary>
internal sealed record ReportSubject
{
    /// <summary>The name of the series.</summary>
    public required string Name { get; init; }

    /// <summary>The unit of its values.</summary>
    public required string Unit { get; init; }

    /// <summary>The rows that were known.</summary>
    public required TimeSeries Series { get; init; }

    /// <summary>The model.</summary>
    public required ForecastModel Model { get; init; }

    /// <summary>The forecast of the steps after the series.</summary>
    public required ImmutableArray<ForecastPoint> Forecast { get; init; }

    /// <summary>Why, or null.</summary>
    public ForecastExplanation? Explanation { get; init; }

    /// <summary>How good it is, or null.</summary>
    public BacktestResult? Backtest { get; init; }

    /// <summary>The seed.</summary>
    public required int Seed { get; init; }

    /// <summary>The command line that makes the report again.</summary>
    public required string Command { get; init; }

    /// <summary>What a reader must know first.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
