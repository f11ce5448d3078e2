using Gatelight.Explain;

namespace Gatelight.Reports.Explanations;

/// <summary>One method's account of one answer: <c>Prediction = BaselinePrediction + sum of Values + gap</c> where it adds up.</summary>
public sealed record AnswerMap
{
    /// <summary>Name of the method, for example "Integrated gradients".</summary>
    public required string Method { get; init; }

    /// <summary>One or two plain sentences on what the method does; none when empty.</summary>
    public string Meaning { get; init; } = "";

    /// <summary>What the input is compared with, for example "a sentence of unknown words"; empty for a method that compares with nothing.</summary>
    public string BaselineDescription { get; init; } = "";

    /// <summary>Names of the rows, one per row of <see cref="Values"/>.</summary>
    public required IReadOnlyList<string> RowNames { get; init; }

    /// <summary>Contributions <c>[feature, step]</c>.</summary>
    public required double[,] Values { get; init; }

    /// <summary>Standard error of each value, <c>[feature, step]</c>; null for a method that does not sample.</summary>
    public double[,]? StandardErrors { get; init; }

    /// <summary>What the model gives for the real input.</summary>
    public required double Prediction { get; init; }

    /// <summary>What the model gives for the baseline.</summary>
    public required double BaselinePrediction { get; init; }

    /// <summary>What the values leave unexplained.</summary>
    public required double CompletenessGap { get; init; }

    /// <summary>Whether the method promises values that add up.</summary>
    public required bool IsAdditive { get; init; }

    /// <summary>Whether it promised and did not keep it: the map is marked.</summary>
    public required bool IsGapTooLarge { get; init; }

    /// <summary>What a reader of the map must know; none by default.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Takes over what a method found.</summary>
    /// <param name="attribution">The attribution, values <c>[step, feature]</c>.</param>
    /// <param name="method">The method, for its title and meaning.</param>
    /// <param name="rowNames">The name of each feature.</param>
    /// <param name="baseline">What the input is compared with, in words; empty for nothing.</param>
    /// <returns>The same values as <c>[feature, step]</c>.</returns>
    public static AnswerMap Of(Attribution attribution, IAttributionMethod method, IReadOnlyList<string> rowNames, string baseline = "") => new()
    {
        Method = method.Title,
        Meaning = method.Meaning,
        BaselineDescription = baseline,
        RowNames = rowNames,
        Values = Transposed(attribution.Values),
        StandardErrors = attribution.StandardErrors is { } errors ? Transposed(errors) : null,
        Prediction = attribution.Prediction,
        BaselinePrediction = attribution.BaselinePrediction,
        CompletenessGap = attribution.CompletenessGap,
        IsAdditive = attribution.IsAdditive,
        IsGapTooLarge = attribution.IsGapTooLarge,
        Warnings = attribution.Warnings,
    };

    private static double[,] Transposed(double[,] values)
    {
        double[,] result = new double[values.GetLength(1), values.GetLength(0)];
        for (int step = 0; step < values.GetLength(0); step++)
            for (int feature = 0; feature < values.GetLength(1); feature++)
                result[feature, step] = values[step, feature];
        return result;
    }
}
