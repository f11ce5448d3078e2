using System.Collections.Immutable;
using System.Globalization;
using Gatelight.Data;
using Microsoft.ML.Tokenizers;

namespace Gatelight.Tasks.Text;

/// <summary>
/// Reads a text by the pieces of a tokenizer that others made: byte pairs, WordPiece or SentencePiece, by Microsoft.ML.Tokenizers. Its numbers are moved up
/// by two, for padding and unknown.
/// </summary>
public sealed class TokenizerCodec : TextCodec
{
    private const int Moved = 2;
    private const int MostFileBytes = 64 << 20;

    private readonly Tokenizer _tokenizer;
    private readonly TokenizerKind _kind;
    private readonly ImmutableArray<byte[]> _files;
    private readonly int _unknown;
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);

    private TokenizerCodec(TokenizerKind kind, ImmutableArray<byte[]> files)
    {
        _kind = kind;
        _files = files;
        IReadOnlyDictionary<string, int> vocabulary;
        (_tokenizer, vocabulary, _unknown) = Create(kind, files);
        int count = vocabulary.Count == 0 ? 0 : vocabulary.Values.Max() + 1;
        if (count == 0 || count > 4_000_000 || vocabulary.Values.Any(id => id < 0))
            throw new InvalidInputException("The tokenizer's vocabulary is empty or has impossible numbers; give the files of another one.");
        string[] pieces = new string[count + Moved];
        Array.Fill(pieces, "");
        (pieces[0], pieces[1]) = (Vocabulary.PaddingWord, Vocabulary.UnknownWord);
        foreach (var (piece, id) in vocabulary)
        {
            pieces[id + Moved] = piece;
            _ids[piece] = id == _unknown ? Vocabulary.Unknown : id + Moved;
        }

        Pieces = [.. pieces];
    }

    /// <inheritdoc/>
    public override TextUnit Unit => TextUnit.Subword;

    /// <inheritdoc/>
    public override ImmutableArray<string> Pieces { get; }

    /// <inheritdoc/>
    public override string Description => string.Create(CultureInfo.InvariantCulture, $"{Count:N0} pieces of a given {_kind} tokenizer");

    /// <summary>Takes a tokenizer from its files.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="paths">Byte pairs: <c>vocab.json</c> and <c>merges.txt</c>; WordPiece: <c>vocab.txt</c>; SentencePiece: the <c>.model</c>.</param>
    /// <exception cref="InvalidInputException">A file is missing or is not what the kind asks for.</exception>
    public static TokenizerCodec Load(TokenizerKind kind, IReadOnlyList<string> paths)
    {
        int wanted = kind == TokenizerKind.BytePair ? 2 : 1;
        if (paths.Count != wanted)
            throw new InvalidInputException($"A {kind} tokenizer is made of {(wanted == 2 ? "two files, vocab.json and merges.txt" : "one file")}, not {paths.Count}.");
        string names = string.Join(", ", paths.Select(path => Path.GetFileName(path)));
        try
        {
            return Guarded(kind, [.. paths.Select(ReadFile)], names);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"Cannot read the tokenizer {names}: {OneLine.Of(failure.Message)} Check the names.", failure);
        }
    }

    /// <inheritdoc/>
    public override int IdOf(string piece) => _ids.GetValueOrDefault(piece, Vocabulary.Unknown);

    /// <inheritdoc/>
    public override EncodedText Encode(string text)
    {
        IReadOnlyList<EncodedToken> tokens = _tokenizer.EncodeToTokens(text, out string? normalized);
        // Places are those of the normalised text; where that has another length, they are as near as they can be.
        int length = (normalized ?? text).Length;
        return new EncodedText(text, [.. tokens.Select(token => Place(token, length, text.Length))]);
    }

    /// <inheritdoc/>
    public override string Decode(IReadOnlyList<int> ids) => _tokenizer.Decode(ids.Where(id => id >= Moved).Select(id => id - Moved));

    /// <inheritdoc/>
    public override TextCodecDocument ToDocument() =>
        new(TextCodecKind.GivenTokenizer, [], Tokenizer: _kind, Files: [.. _files.Select(Convert.ToBase64String)]);

    internal static new TokenizerCodec FromDocument(TextCodecDocument document) => document.Tokenizer is { } kind && document.Files.Length == (kind == TokenizerKind.BytePair ? 2 : 1)
        ? Guarded(kind, [.. document.Files.Select(Convert.FromBase64String)], "in the model's file")
        : throw new InvalidInputException("The model's tokenizer lacks its files.");

    private TextToken Place(EncodedToken token, int normalized, int original)
    {
        (int start, int length) = token.Offset.GetOffsetAndLength(normalized);
        int from = Math.Min(start, original), to = Math.Min(start + length, original);
        return new TextToken(token.Value, from, to - from, token.Id == _unknown ? Vocabulary.Unknown : token.Id + Moved);
    }

    private static byte[] ReadFile(string path)
    {
        using FileStream stream = File.OpenRead(path);
        if (stream.Length > MostFileBytes)
            throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(path)} is larger than {MostFileBytes:N0} bytes, the limit for a tokenizer's file."));
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static TokenizerCodec Guarded(TokenizerKind kind, ImmutableArray<byte[]> files, string names)
    {
        try
        {
            return new TokenizerCodec(kind, files);
        }
        catch (Exception failure) when (failure is not (InvalidInputException or OutOfMemoryException))
        {
            // The library throws whatever it meets on files that are none of its own.
            throw new InvalidInputException($"The {kind} tokenizer {names} cannot be read ({OneLine.Of(failure.Message)}); give the files that its model came with.", failure);
        }
    }

    private static (Tokenizer, IReadOnlyDictionary<string, int>, int) Create(TokenizerKind kind, ImmutableArray<byte[]> files)
    {
        switch (kind)
        {
            case TokenizerKind.BytePair:
                BpeTokenizer pairs = BpeTokenizer.Create(new MemoryStream(files[0]), new MemoryStream(files[1]));
                return (pairs, pairs.Vocabulary, pairs.UnknownToken is { } word && pairs.Vocabulary.TryGetValue(word, out int id) ? id : -1);
            case TokenizerKind.WordPiece:
                WordPieceTokenizer pieces = WordPieceTokenizer.Create(new MemoryStream(files[0]));
                return (pieces, Lines(files[0]), pieces.UnknownTokenId);
            case TokenizerKind.SentencePiece:
                SentencePieceTokenizer sentences = SentencePieceTokenizer.Create(new MemoryStream(files[0]), addBeginningOfSentence: false, addEndOfSentence: false);
                return (sentences, sentences.Vocabulary, sentences.UnknownId);
            default:
                throw new InvalidInputException($"There is no tokenizer of kind {(int)kind}.");
        }
    }

    // WordPiece keeps its vocabulary to itself: one piece a line, its number the line.
    private static Dictionary<string, int> Lines(byte[] file)
    {
        Dictionary<string, int> pieces = new(StringComparer.Ordinal);
        using StreamReader reader = new(new MemoryStream(file));
        for (int id = 0; reader.ReadLine() is { } line; id++)
            pieces[line] = id;
        return pieces;
    }
}
