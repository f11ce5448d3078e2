using System.Collections.Immutable;
using Gatelight.Explain;
using Gatelight.Recurrent;

namespace Gatelight.Tasks.Forecasting;

/// <summary>Why the model forecasts what it does for one step: one attribution a method, and what the gates did.</summary>
public sealed record ForecastExplanation
{
    /// <summary>The time forecast.</summary>
    public required DateTime Target { get; init; }

    /// <summary>The last time that the model knew.</summary>
    public required DateTime Origin { get; init; }

    /// <summary>How many steps ahead the forecast is.</summary>
    public required int Step { get; init; }

    /// <summary>The forecast, in the user's units.</summary>
    public required double Prediction { get; init; }

    /// <summary>The times that the network read, oldest first (T).</summary>
    public required ImmutableArray<DateTime> Times { get; init; }

    /// <summary>The features that it read at each time (D).</summary>
    public required ImmutableArray<string> Features { get; init; }

    /// <summary>What the baseline stands for, in words.</summary>
    public required string BaselineDescription { get; init; }

    /// <summary>One attribution a method, values <c>[T, D]</c> in the user's units (one column, "written into memory", for the memory ledger).</summary>
    public required ImmutableArray<Attribution> Attributions { get; init; }

    /// <summary>The trace of the network closest to the mean of all.</summary>
    public required LstmTrace Trace { get; init; }

    /// <summary>Which network that is, in words: the most typical one is that of the first group whose forecast is closest to the group's mean.</summary>
    public required string TraceDescription { get; init; }
}
