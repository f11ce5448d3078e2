namespace Gatelight.Tasks.Classification;

/// <summary>A word of a text with what it did to the answer.</summary>
/// <param name="Word">The word as the text spells it.</param>
/// <param name="Value">Its contribution, in the unit of the answer.</param>
/// <param name="IsKnown">Whether the model's vocabulary holds it.</param>
public readonly record struct WordContribution(string Word, double Value, bool IsKnown);
