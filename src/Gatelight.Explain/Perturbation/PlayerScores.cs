namespace Gatelight.Explain;

/// <summary>What a method found for each player.</summary>
/// <param name="Values">The score of each player.</param>
/// <param name="Errors">Its standard error; null where nothing is sampled.</param>
internal sealed record PlayerScores(double[] Values, double[]? Errors = null)
{
    /// <summary>Whether the seed had a say.</summary>
    internal bool IsDrawn { get; init; }

    /// <summary>What the reader must know.</summary>
    internal IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Settings beside players and filler, as the rest of a list.</summary>
    internal string Settings { get; init; } = string.Empty;
}
