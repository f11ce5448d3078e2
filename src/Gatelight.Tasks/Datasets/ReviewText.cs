using System.Collections.Immutable;

namespace Gatelight.Tasks.Datasets;

/// <summary>A generated review whose relevant words are known.</summary>
/// <param name="Words">Its words and marks, in order; joined by spaces they are the text.</param>
/// <param name="IsRelevant">For each of them, whether the label depends on it: words of praise and blame, what negates them, and the intensifiers that decide between the two.</param>
/// <param name="Label">"negative" or "positive".</param>
public sealed record ReviewText(ImmutableArray<string> Words, ImmutableArray<bool> IsRelevant, string Label)
{
    /// <summary>The text.</summary>
    public string Text => string.Join(' ', Words);
}
