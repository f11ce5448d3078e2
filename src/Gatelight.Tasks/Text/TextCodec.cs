using System.Collections.Immutable;

namespace Gatelight.Tasks.Text;

/// <summary>The way from a text to the numbers that a model reads and back: fitted on the training texts, kept in the model's file.</summary>
public abstract class TextCodec
{
    /// <summary>What the text is read by.</summary>
    public abstract TextUnit Unit { get; }

    /// <summary>V, the number of tokens: padding (0) and unknown (1) included.</summary>
    public int Count => Pieces.Length;

    /// <summary>How each token is written, by number.</summary>
    public abstract ImmutableArray<string> Pieces { get; }

    /// <summary>The codec in a sentence: how many tokens, learned from what.</summary>
    public abstract string Description { get; }

    /// <summary>The number of a token by the way it is written, or <see cref="Vocabulary.Unknown"/>.</summary>
    /// <param name="piece">The token, as <see cref="Pieces"/> writes it.</param>
    public abstract int IdOf(string piece);

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    public abstract EncodedText Encode(string text);

    /// <summary>Writes tokens as a text; padding is left out.</summary>
    /// <param name="ids">The numbers of the tokens.</param>
    public abstract string Decode(IReadOnlyList<int> ids);

    /// <summary>What a model's file keeps of the codec.</summary>
    public abstract TextCodecDocument ToDocument();

    /// <summary>Makes the codec that a model's file holds.</summary>
    /// <param name="document">What <see cref="ToDocument"/> gave.</param>
    /// <exception cref="Data.InvalidInputException">The document makes no sense.</exception>
    public static TextCodec FromDocument(TextCodecDocument document) => document.Kind switch
    {
        TextCodecKind.Words => new WordCodec(new Vocabulary(document.Pieces), document.Cleaning ?? new TextCleaning()),
        TextCodecKind.Characters => new CharacterCodec(new Vocabulary(document.Pieces), document.Cleaning ?? TextCleaning.None),
        TextCodecKind.BytePairs => new BytePairCodec(new Vocabulary(document.Pieces), document.Merges, document.Cleaning ?? new TextCleaning()),
        TextCodecKind.GivenTokenizer => TokenizerCodec.FromDocument(document),
        _ => throw new Data.InvalidInputException($"There is no way to read texts of kind {(int)document.Kind}."),
    };
}
