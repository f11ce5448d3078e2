namespace Gatelight.Tasks.Text;

/// <summary>What is done to a text before its words are counted; the original stays at hand, and a <see cref="CleaningReport"/> shows what was changed.</summary>
public sealed record TextCleaning
{
    /// <summary>Nothing is changed: case, markup and links stay.</summary>
    public static TextCleaning None { get; } = new() { LowerCase = false, DropMarkup = false, ReplaceLinks = false, LongestRun = 0, SplitContractions = false };

    /// <summary>Whether upper case becomes lower case.</summary>
    public bool LowerCase { get; init; } = true;

    /// <summary>Whether HTML tags are dropped, and entities such as <c>&amp;amp;</c> are read as the character they stand for.</summary>
    public bool DropMarkup { get; init; } = true;

    /// <summary>Whether a link becomes the token <c>&lt;link&gt;</c>.</summary>
    public bool ReplaceLinks { get; init; } = true;

    /// <summary>Whether a number becomes the token <c>&lt;number&gt;</c>.</summary>
    public bool ReplaceNumbers { get; init; }

    /// <summary>The most times that one letter stands in a row, as in "soooo"; more are cut; 0 leaves them.</summary>
    public int LongestRun { get; init; } = 3;

    /// <summary>Whether English contractions are taken apart as the Penn Treebank does, so that "didn't" is "did" and "n't": negation is a word of its own.</summary>
    public bool SplitContractions { get; init; } = true;
}
