using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Gatelight.Data;
using Microsoft.ML.Tokenizers;

namespace Gatelight.Tasks.Text;

/// <summary>
/// Reads a text by pieces of words that were learned from the training texts (byte-pair encoding, Sennrich, Haddow and Birch 2016): a rare word is read as
/// pieces instead of as unknown. A piece that ends a word is marked <c>&lt;/w&gt;</c>.
/// </summary>
public sealed class BytePairCodec : TextCodec
{
    private const string EndOfWord = BytePairLearner.EndOfWord;
    private const int UsualPieces = 8_000;

    private readonly BpeTokenizer _tokenizer;
    private readonly ImmutableArray<string> _merges;

    /// <summary>Makes the codec.</summary>
    /// <param name="vocabulary">The pieces.</param>
    /// <param name="merges">The merges in order, two pieces with a space between them.</param>
    /// <param name="cleaning">What is done to the words before they are cut.</param>
    /// <exception cref="InvalidInputException">A merge makes a piece that the vocabulary does not hold.</exception>
    public BytePairCodec(Vocabulary vocabulary, ImmutableArray<string> merges, TextCleaning cleaning)
    {
        foreach (string merge in merges)
        {
            if (merge.Split(' ') is not [{ Length: > 0 } left, { Length: > 0 } right] || !vocabulary.Contains(left + right))
                throw new InvalidInputException($"The merge '{OneLine.Of(merge)}' does not fit the vocabulary.");
        }

        Vocabulary = vocabulary;
        Cleaning = cleaning;
        _merges = merges;
        _tokenizer = BpeTokenizer.Create(new BpeOptions(vocabulary.Words.Select((piece, id) => KeyValuePair.Create(piece, id)))
        {
            Merges = merges,
            UnknownToken = Vocabulary.UnknownWord,
            EndOfWordSuffix = EndOfWord,
            PreTokenizer = null,
        });
    }

    /// <summary>The pieces.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>What is done to the words before they are cut.</summary>
    public TextCleaning Cleaning { get; }

    /// <inheritdoc/>
    public override TextUnit Unit => TextUnit.Subword;

    /// <inheritdoc/>
    public override ImmutableArray<string> Pieces => Vocabulary.Words;

    /// <inheritdoc/>
    public override string Description => string.Create(CultureInfo.InvariantCulture, $"{Vocabulary.Count:N0} pieces of words, learned by {_merges.Length:N0} byte-pair merges");

    /// <summary>Learns pieces from training texts; the same texts give the same pieces.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="cleaning">What is done to the words; the defaults if left out.</param>
    /// <param name="options">How many pieces (<see cref="VocabularyOptions.MaxWords"/>; every letter is one, however few are asked for), and the special tokens; the minimum count is not heeded.</param>
    /// <param name="cancellation">Checked between merges.</param>
    public static BytePairCodec Fit(IEnumerable<string> texts, TextCleaning? cleaning = null, VocabularyOptions? options = null, CancellationToken cancellation = default) =>
        Fit(texts, out _, cleaning, options, cancellation);

    /// <summary>Learns pieces from training texts and tells what cleaning did to them.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="report">What cleaning did.</param>
    /// <param name="cleaning">What is done to the words; the defaults if left out.</param>
    /// <param name="options">How many pieces (<see cref="VocabularyOptions.MaxWords"/>; every letter is one, however few are asked for), and the special tokens; the minimum count is not heeded.</param>
    /// <param name="cancellation">Checked between merges.</param>
    public static BytePairCodec Fit(
        IEnumerable<string> texts, out CleaningReport report, TextCleaning? cleaning = null, VocabularyOptions? options = null, CancellationToken cancellation = default)
    {
        cleaning ??= new TextCleaning();
        options ??= new VocabularyOptions();
        WordSplitter splitter = new(cleaning);
        Dictionary<string, long> counts = new(StringComparer.Ordinal);
        foreach (TextToken token in texts.SelectMany(splitter.Split))
            counts[token.Text] = counts.GetValueOrDefault(token.Text) + 1;
        report = splitter.Report;
        BytePairLearner learner = new(counts);
        string[] alphabet = [.. learner.Alphabet()];
        // Every character is known inside a word and at its end, however it came in the training texts.
        string[] letters = [.. alphabet.Select(piece => piece.EndsWith(EndOfWord, StringComparison.Ordinal) ? piece[..^EndOfWord.Length] : piece)
            .Where(letter => letter.Length > 0).SelectMany(letter => (string[])[letter, letter + EndOfWord]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var merges = learner.Learn(Math.Max(0, (options.MaxWords ?? UsualPieces) - letters.Length), cancellation);
        IEnumerable<string> pieces = ((IEnumerable<string>)[Vocabulary.PaddingWord, Vocabulary.UnknownWord, .. options.Specials, .. letters])
            .Concat(merges.Select(pair => pair.Left + pair.Right)).Distinct(StringComparer.Ordinal);
        return new BytePairCodec(new Vocabulary(pieces), [.. merges.Select(pair => $"{pair.Left} {pair.Right}")], cleaning);
    }

    /// <inheritdoc/>
    public override int IdOf(string piece) => Vocabulary.IdOf(piece);

    /// <inheritdoc/>
    public override EncodedText Encode(string text)
    {
        var tokens = ImmutableArray.CreateBuilder<TextToken>();
        foreach (TextToken word in new WordSplitter(Cleaning).Split(text))
        {
            foreach (EncodedToken piece in _tokenizer.EncodeToTokens(word.Text, out _, considerPreTokenization: false, considerNormalization: false))
                tokens.Add(Place(word, piece));
        }

        return new EncodedText(text, tokens.ToImmutable());
    }

    /// <inheritdoc/>
    public override string Decode(IReadOnlyList<int> ids)
    {
        StringBuilder text = new();
        foreach (int id in ids.Where(id => id != Vocabulary.Padding))
        {
            string piece = Vocabulary.Words[id];
            bool isEnd = piece.EndsWith(EndOfWord, StringComparison.Ordinal);
            text.Append(isEnd ? piece[..^EndOfWord.Length] : piece);
            if (isEnd || piece.StartsWith('<'))
                text.Append(' ');
        }

        return text.ToString().TrimEnd();
    }

    /// <inheritdoc/>
    public override TextCodecDocument ToDocument() => new(TextCodecKind.BytePairs, Vocabulary.Words, Cleaning, _merges);

    // A cleaned word may be shorter or longer than the original; then its pieces all stand for the whole word.
    private static TextToken Place(TextToken word, EncodedToken piece)
    {
        (int start, int length) = piece.Offset.GetOffsetAndLength(word.Text.Length);
        return word.Text.Length == word.Length
            ? new TextToken(piece.Value, word.Start + start, length, piece.Id)
            : new TextToken(piece.Value, word.Start, word.Length, piece.Id);
    }
}
