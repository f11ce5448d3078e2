namespace Gatelight.Tasks.Classification;

/// <summary>A word with what it does for a class on average.</summary>
/// <param name="Word">The word.</param>
/// <param name="Mean">Its mean contribution to the class's score.</param>
/// <param name="Count">How often it came.</param>
public sealed record ClassWord(string Word, double Mean, int Count);
