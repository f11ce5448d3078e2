namespace Gatelight.Tasks.Translation;

/// <summary>A token of an output.</summary>
/// <param name="Text">The token.</param>
/// <param name="Id">Its number in the target's vocabulary.</param>
/// <param name="CopiedFrom">The token of the source that it was copied from, where the model wrote that it has no word; null otherwise.</param>
public sealed record TranslatedToken(string Text, int Id, int? CopiedFrom = null);
