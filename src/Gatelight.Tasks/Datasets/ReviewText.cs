using System.Collections.Immutable;

namespace Gatelight.Tasks.Datasets;

/// <summary>A generated review whose relevant words are known.</summary>
/// <param name="Words">Its words and marks, in order; joined by spaces they are the text.</param>
/// <param name="IsRelevant">For each of them, whether it is in a smallest set of words that turn the label when they are turned round: the praise or blame that decides, what negates it, and the two intensifiers that together say which of two clauses decides.</param>
/// <param name="Label">"negative" or "positive".</param>
public sealed record ReviewText(ImmutableArray<string> Words, ImmutableArray<bool> IsRelevant, string Label)
{
    /// <summary>The text.</summary>
    public string Text => string.Join(' ', Words);
}
