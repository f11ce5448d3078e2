namespace Gatelight.Explain;

/// <summary>An input like the one that was given, for which the answer is another.</summary>
/// <param name="IsFound">Whether the answer is as wished; otherwise this is the nearest to it that was reached.</param>
/// <param name="Input">The changed input <c>[T, D]</c>.</param>
/// <param name="Changes">What was added to each value, <c>[T, D]</c>; 0 where it was left alone.</param>
/// <param name="Class">The class of the changed input; null where a number was wished for.</param>
/// <param name="Answers">The answers for the changed input: one for each class, or the number.</param>
/// <param name="ChangedCells">How many values differ.</param>
/// <param name="Distance">The sum of all changes, each as a multiple of what is usual for its feature.</param>
/// <param name="Passes">The number of inputs that the model was asked about.</param>
public sealed record Counterfactual(
    bool IsFound, double[,] Input, double[,] Changes, int? Class, IReadOnlyList<double> Answers, int ChangedCells, double Distance, int Passes)
{
    /// <summary>The distance to the most similar sample of the background, as the root mean square of such multiples: how plausible the input is; null without a background.</summary>
    public double? DistanceToBackground { get; init; }

    /// <summary>How it was found, as in <c>gradient</c> or <c>swapped features</c>.</summary>
    public string Settings { get; init; } = string.Empty;

    /// <summary>What a reader must know, in plain sentences.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
