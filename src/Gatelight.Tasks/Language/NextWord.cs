namespace Gatelight.Tasks.Language;

/// <summary>A token that may come next.</summary>
/// <param name="Text">The token.</param>
/// <param name="Probability">Its probability, 0 to 1.</param>
public sealed record NextWord(string Text, double Probability);
