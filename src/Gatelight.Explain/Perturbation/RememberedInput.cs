namespace Gatelight.Explain;

/// <summary>An input whose answer is known, and its states once a variant begins like it.</summary>
/// <param name="Input"><c>[T, D]</c>.</param>
/// <param name="Answer">The answer.</param>
internal sealed record RememberedInput<T>(double[] Input, double Answer)
{
    /// <summary>Every state after every step: for each model and each of its states <c>[T, size]</c>.</summary>
    internal T[][][]? States { get; set; }
}
