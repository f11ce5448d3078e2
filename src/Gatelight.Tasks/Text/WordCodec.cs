using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Gatelight.Tasks.Text;

/// <summary>Reads a text by words and marks.</summary>
public sealed class WordCodec : TextCodec
{
    /// <summary>Makes the codec.</summary>
    /// <param name="vocabulary">The words that the model knows.</param>
    /// <param name="cleaning">What is done to the words.</param>
    public WordCodec(Vocabulary vocabulary, TextCleaning cleaning)
    {
        Vocabulary = vocabulary;
        Cleaning = cleaning;
    }

    /// <summary>The words that the model knows.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>What is done to the words.</summary>
    public TextCleaning Cleaning { get; }

    /// <inheritdoc/>
    public override TextUnit Unit => TextUnit.Word;

    /// <inheritdoc/>
    public override ImmutableArray<string> Pieces => Vocabulary.Words;

    /// <inheritdoc/>
    public override string Description => string.Create(CultureInfo.InvariantCulture, $"{Vocabulary.Count:N0} words and marks{(Vocabulary.Dropped > 0 ? $" ({Vocabulary.Dropped:N0} rarer ones are read as unknown)" : "")}");

    /// <summary>Fits the codec to training texts.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="cleaning">What is done to the words; the defaults if left out.</param>
    /// <param name="options">Which words are kept; the defaults if left out.</param>
    public static WordCodec Fit(IEnumerable<string> texts, TextCleaning? cleaning = null, VocabularyOptions? options = null) =>
        Fit(texts, out _, cleaning, options);

    /// <summary>Fits the codec to training texts and tells what cleaning did to them.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="report">What cleaning did.</param>
    /// <param name="cleaning">What is done to the words; the defaults if left out.</param>
    /// <param name="options">Which words are kept; the defaults if left out.</param>
    public static WordCodec Fit(IEnumerable<string> texts, out CleaningReport report, TextCleaning? cleaning = null, VocabularyOptions? options = null)
    {
        cleaning ??= new TextCleaning();
        WordSplitter splitter = new(cleaning);
        var vocabulary = Vocabulary.Fit(texts.Select(text => splitter.Split(text).Select(token => token.Text)), options);
        report = splitter.Report;
        return new WordCodec(vocabulary, cleaning);
    }

    /// <inheritdoc/>
    public override int IdOf(string piece) => Vocabulary.IdOf(piece);

    /// <inheritdoc/>
    public override EncodedText Encode(string text) =>
        new(text, [.. new WordSplitter(Cleaning).Split(text).Select(token => token with { Id = Vocabulary.IdOf(token.Text) })]);

    /// <inheritdoc/>
    public override string Decode(IReadOnlyList<int> ids)
    {
        StringBuilder text = new();
        bool opens = true;
        foreach (int id in ids.Where(id => id != Vocabulary.Padding))
        {
            string word = Vocabulary.Words[id];
            bool clings = word is "." or "," or "!" or "?" or ";" or ":" or ")" or "]" or "n't" || word.StartsWith('\'');
            if (!opens && !clings)
                text.Append(' ');
            text.Append(word);
            opens = word is "(" or "[";
        }

        return text.ToString();
    }

    /// <inheritdoc/>
    public override TextCodecDocument ToDocument() => new(TextCodecKind.Words, Vocabulary.Words, Cleaning);
}
