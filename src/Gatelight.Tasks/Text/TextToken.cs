namespace Gatelight.Tasks.Text;

/// <summary>A word, a mark or a piece of a word, and where it stands in the text that it was read from.</summary>
/// <param name="Text">What the model reads: the token after cleaning.</param>
/// <param name="Start">Where it begins in the original text.</param>
/// <param name="Length">How many characters of the original it is.</param>
/// <param name="Id">Its number in the vocabulary; <see cref="Vocabulary.Unknown"/> for a token that is not in it.</param>
public readonly record struct TextToken(string Text, int Start, int Length, int Id = Vocabulary.Unknown)
{
    /// <summary>The token as the original spells it.</summary>
    /// <param name="original">The text that was read.</param>
    public string Spelled(string original) => original.Substring(Start, Length);
}
