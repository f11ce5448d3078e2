namespace Gatelight.Tasks.Text;

/// <summary>What a model reads a text by.</summary>
public enum TextUnit
{
    /// <summary>Words and marks.</summary>
    Word,

    /// <summary>Pieces of words, learned from the texts or taken from a tokenizer's files.</summary>
    Subword,

    /// <summary>Characters.</summary>
    Character,
}
