namespace Gatelight.Reports.Forecasting;

/// <summary>
/// Why the model gives one forecast, by one method: for an additive method
/// <c>Prediction = BaselinePrediction + sum of Values + CompletenessGap</c>.
/// </summary>
public sealed record AttributionInput
{
    /// <summary>Name of the method, for example "Integrated gradients".</summary>
    public required string Method { get; init; }

    /// <summary>One or two plain sentences on what the method does.</summary>
    public required string Explanation { get; init; }

    /// <summary>Time of the forecast that is asked about.</summary>
    public required DateTime AskedAbout { get; init; }

    /// <summary>Unit of the values.</summary>
    public required string Unit { get; init; }

    /// <summary>What the input is compared with, for example "the mean of the training rows".</summary>
    public required string BaselineDescription { get; init; }

    /// <summary>What the model gives for the baseline.</summary>
    public required double BaselinePrediction { get; init; }

    /// <summary>What the model gives for the real input.</summary>
    public required double Prediction { get; init; }

    /// <summary>What the values leave unexplained: <c>Prediction - BaselinePrediction - sum of Values</c>.</summary>
    public required double CompletenessGap { get; init; }

    /// <summary>Whether the gap is too large for the values to be taken as shares of the forecast.</summary>
    public required bool IsGapTooLarge { get; init; }

    /// <summary>Whether the method promises values that add up; those of occlusion, for example, need not.</summary>
    public bool IsAdditive { get; init; } = true;

    /// <summary>Names of the features, one per row.</summary>
    public required IReadOnlyList<string> FeatureNames { get; init; }

    /// <summary>Times of the steps that the model read, one per column, increasing.</summary>
    public required IReadOnlyList<DateTime> Times { get; init; }

    /// <summary>Contributions <c>[feature, time]</c> in <see cref="Unit"/>.</summary>
    public required double[,] Values { get; init; }

    /// <summary>Standard error of each value, <c>[feature, time]</c>; null for a method that does not sample.</summary>
    public double[,]? StandardErrors { get; init; }

    /// <summary>What a reader of the map must know; none by default.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
