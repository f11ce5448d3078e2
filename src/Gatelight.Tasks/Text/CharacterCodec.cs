using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Gatelight.Tasks.Text;

/// <summary>Reads a text by characters (Unicode scalar values); blanks count.</summary>
/// <param name="vocabulary">The characters that the model knows.</param>
/// <param name="cleaning">Of it only lower case is heeded.</param>
public sealed class CharacterCodec(Vocabulary vocabulary, TextCleaning cleaning) : TextCodec
{
    /// <summary>The characters that the model knows.</summary>
    public Vocabulary Vocabulary => vocabulary;

    /// <inheritdoc/>
    public override TextUnit Unit => TextUnit.Character;

    /// <inheritdoc/>
    public override ImmutableArray<string> Pieces => vocabulary.Words;

    /// <inheritdoc/>
    public override string Description => string.Create(CultureInfo.InvariantCulture, $"{vocabulary.Count:N0} characters");

    /// <summary>Fits the codec to training texts.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="cleaning">Of it only lower case is heeded; nothing is changed if left out.</param>
    /// <param name="options">Which characters are kept; the defaults if left out.</param>
    public static CharacterCodec Fit(IEnumerable<string> texts, TextCleaning? cleaning = null, VocabularyOptions? options = null)
    {
        cleaning ??= TextCleaning.None;
        return new CharacterCodec(Vocabulary.Fit(texts.Select(text => Split(text, cleaning).Select(token => token.Text)), options), cleaning);
    }

    /// <inheritdoc/>
    public override int IdOf(string piece) => vocabulary.IdOf(piece);

    /// <inheritdoc/>
    public override EncodedText Encode(string text) =>
        new(text, [.. Split(text, cleaning).Select(token => token with { Id = vocabulary.IdOf(token.Text) })]);

    /// <inheritdoc/>
    public override string Decode(IReadOnlyList<int> ids) => string.Concat(ids.Where(id => id != Vocabulary.Padding).Select(id => vocabulary.Words[id]));

    /// <inheritdoc/>
    public override TextCodecDocument ToDocument() => new(TextCodecKind.Characters, vocabulary.Words, cleaning);

    private static IEnumerable<TextToken> Split(string text, TextCleaning cleaning)
    {
        int start = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            string piece = cleaning.LowerCase ? Rune.ToLowerInvariant(rune).ToString() : rune.ToString();
            yield return new TextToken(piece, start, rune.Utf16SequenceLength);
            start += rune.Utf16SequenceLength;
        }
    }
}
