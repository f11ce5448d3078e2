using System.Collections.Immutable;

namespace Gatelight.Tasks.Forecasting.Pipelines;

/// <summary>What was chosen on validation years: enough to fit the same model anew on other rows.</summary>
public sealed record ChosenRecipe
{
    /// <summary>The groups of networks.</summary>
    public required ImmutableArray<GroupSpec> Groups { get; init; }

    /// <summary>λ of each group, how far its networks' corrections are followed.</summary>
    public required ImmutableArray<double> Shrinkages { get; init; }

    /// <summary>The intervals, from validation errors.</summary>
    public required IntervalModel Intervals { get; init; }

    /// <summary>The decisions in words, in order.</summary>
    public required ImmutableArray<string> Decisions { get; init; }
}
