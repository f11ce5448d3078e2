namespace Gatelight.Recipes.ClassicTasks;

/// <summary>A letter of a string.</summary>
/// <param name="Index">Its place in <see cref="ReberGrammar.Letters"/>.</param>
/// <param name="LegalNext">A bit for each letter that may follow; behind the last letter, the first of another string.</param>
/// <param name="AsksForEmbedded">Whether the next letter is the last but one, which repeats the second.</param>
public readonly record struct ReberLetter(int Index, int LegalNext, bool AsksForEmbedded = false);
