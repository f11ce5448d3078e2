namespace Gatelight.Reports.Forecasting;

/// <summary>Everything that a forecast report shows, as plain values in the reader's units.</summary>
public sealed record ForecastReportInput
{
    /// <summary>Name of the series, for example "Monthly car sales in Quebec".</summary>
    public required string SeriesName { get; init; }

    /// <summary>Name of the column that is forecast, for example "Sales".</summary>
    public required string TargetName { get; init; }

    /// <summary>Unit of the target, for example "cars".</summary>
    public required string Unit { get; init; }

    /// <summary>Name of the model in tables and legends.</summary>
    public string ModelName { get; init; } = "LSTM";

    /// <summary>One step of the series in the singular, for example "month".</summary>
    public required string StepName { get; init; }

    /// <summary>Steps of the series in the plural, for example "months".</summary>
    public required string StepsName { get; init; }

    /// <summary>.NET format in which times are written, for example <c>MMM yyyy</c>; invariant culture.</summary>
    public required string TimeFormat { get; init; }

    /// <summary>Times of the observed values, increasing.</summary>
    public required IReadOnlyList<DateTime> HistoryTimes { get; init; }

    /// <summary>Observed values, one per time; <see cref="double.NaN"/> for a gap.</summary>
    public required IReadOnlyList<double> HistoryValues { get; init; }

    /// <summary>The forecast, one point per future step, in order; at least one.</summary>
    public required IReadOnlyList<ForecastPoint> Forecast { get; init; }

    /// <summary>Errors on the hold-out one step ahead: the model and every baseline; empty when no backtest was made.</summary>
    public IReadOnlyList<BacktestRow> OneStep { get; init; } = [];

    /// <summary>Errors on the hold-out forecast from one origin; empty when no backtest was made.</summary>
    public IReadOnlyList<BacktestRow> MultiStep { get; init; } = [];

    /// <summary>Times of the hold-out, increasing; empty when no backtest was made.</summary>
    public IReadOnlyList<DateTime> HoldOutTimes { get; init; } = [];

    /// <summary>Values observed in the hold-out, one per time.</summary>
    public IReadOnlyList<double> HoldOutValues { get; init; } = [];

    /// <summary>Forecasts of the hold-out one step ahead, a line per method.</summary>
    public IReadOnlyList<HoldOutForecast> HoldOutOneStep { get; init; } = [];

    /// <summary>Forecasts of the hold-out from one origin, a line per method.</summary>
    public IReadOnlyList<HoldOutForecast> HoldOutMultiStep { get; init; } = [];

    /// <summary>How often the intervals held what they promise.</summary>
    public IReadOnlyList<IntervalCoverage> Coverage { get; init; } = [];

    /// <summary>Why the model forecasts what it does, one entry per method.</summary>
    public IReadOnlyList<AttributionInput> Attributions { get; init; } = [];

    /// <summary>Gates and states of the network over time, one entry per layer.</summary>
    public IReadOnlyList<GateTraceInput> Gates { get; init; } = [];

    /// <summary>Forecasts made from successive origins, oldest first.</summary>
    public IReadOnlyList<OriginForecast> Origins { get; init; } = [];

    /// <summary>Settings, in the order in which they are shown.</summary>
    public IReadOnlyList<ReportSetting> Settings { get; init; } = [];

    /// <summary>Seed of every random choice.</summary>
    public required long Seed { get; init; }

    /// <summary>Command line that makes the report again.</summary>
    public required string ReproduceCommand { get; init; }

    /// <summary>What a reader must know first, such as gaps that were filled.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
