using System.Collections.Immutable;

namespace Gatelight.Tasks.Forecasting;

/// <summary>The hold-out, scored once: the model and the simple methods side by side.</summary>
public sealed record BacktestResult
{
    /// <summary>The times of the hold-out.</summary>
    public required ImmutableArray<DateTime> Times { get; init; }

    /// <summary>What came.</summary>
    public required ImmutableArray<double> Actual { get; init; }

    /// <summary>Each step forecast from everything before it; the model first. The network is trained once, on the rows before the hold-out.</summary>
    public required ImmutableArray<MethodBacktest> OneStep { get; init; }

    /// <summary>All steps forecast from the last row before the hold-out; the model first.</summary>
    public required ImmutableArray<MethodBacktest> MultiStep { get; init; }

    /// <summary>Coverage of the 80 % and 95 % intervals over the one-step forecasts of the hold-out.</summary>
    public required ImmutableArray<CoverageResult> OneStepCoverage { get; init; }

    /// <summary>Coverage of the 80 % and 95 % intervals over the multi-step forecast of the hold-out.</summary>
    public required ImmutableArray<CoverageResult> MultiStepCoverage { get; init; }

    /// <summary>The model's whole forecast from each origin of the hold-out, oldest first.</summary>
    public required ImmutableArray<OriginForecast> Origins { get; init; }

    /// <summary>What the model was fitted on for this backtest, in words.</summary>
    public required string FittedOn { get; init; }
}
