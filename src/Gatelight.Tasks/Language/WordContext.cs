namespace Gatelight.Tasks.Language;

/// <summary>A place of a text where a word stands, and how like the memory there is to that of the place asked about.</summary>
/// <param name="Before">What stands before the word.</param>
/// <param name="Word">The word as the text spells it.</param>
/// <param name="After">What stands after it.</param>
/// <param name="Position">The character of the text at which the word begins, from 0.</param>
/// <param name="Similarity">The cosine of the two hidden states after the mean state of the word is taken off, -1 to 1.</param>
public sealed record WordContext(string Before, string Word, string After, int Position, double Similarity);
