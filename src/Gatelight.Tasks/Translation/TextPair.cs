namespace Gatelight.Tasks.Translation;

/// <summary>A text and what it is to become: a sentence and its translation, a question and its answer, an article and its summary.</summary>
/// <param name="Source">The text.</param>
/// <param name="Target">What it is to become.</param>
public readonly record struct TextPair(string Source, string Target);
