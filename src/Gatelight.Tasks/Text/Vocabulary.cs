using System.Collections.Immutable;
using Gatelight.Data;

namespace Gatelight.Tasks.Text;

/// <summary>The words that a model knows, numbered: 0 is padding, 1 an unknown word, then the special tokens, then the words by falling frequency.</summary>
public sealed class Vocabulary
{
    /// <summary>The number of padding.</summary>
    public const int Padding = 0;

    /// <summary>The number of a word that the vocabulary does not hold.</summary>
    public const int Unknown = 1;

    /// <summary>How padding is written.</summary>
    public const string PaddingWord = "<pad>";

    /// <summary>How an unknown word is written.</summary>
    public const string UnknownWord = "<unknown>";

    private const int UsualWords = 50_000;

    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);

    /// <summary>Makes a vocabulary of given words.</summary>
    /// <param name="words">The words by number; the first two are <see cref="PaddingWord"/> and <see cref="UnknownWord"/>.</param>
    /// <exception cref="InvalidInputException">The first two words are others, or a word comes twice.</exception>
    public Vocabulary(IEnumerable<string> words)
    {
        Words = [.. words];
        if (Words is not [PaddingWord, UnknownWord, ..])
            throw new InvalidInputException($"A vocabulary begins with {PaddingWord} and {UnknownWord}.");
        for (int id = 0; id < Words.Length; id++)
        {
            if (!_ids.TryAdd(Words[id], id))
                throw new InvalidInputException($"The vocabulary holds '{OneLine.Of(Words[id])}' twice (numbers {_ids[Words[id]]} and {id}).");
        }
    }

    /// <summary>The words by number.</summary>
    public ImmutableArray<string> Words { get; }

    /// <summary>V, the number of tokens, padding and unknown included.</summary>
    public int Count => Words.Length;

    /// <summary>The different words that were too rare to be kept.</summary>
    public int Dropped { get; private init; }

    /// <summary>Counts the words of the training texts and keeps the frequent ones; of equally frequent words the first in ordinal order comes first.</summary>
    /// <param name="texts">The words of each text.</param>
    /// <param name="options">Which are kept; the defaults if left out.</param>
    public static Vocabulary Fit(IEnumerable<IEnumerable<string>> texts, VocabularyOptions? options = null)
    {
        options ??= new VocabularyOptions();
        Dictionary<string, long> counts = new(StringComparer.Ordinal);
        foreach (IEnumerable<string> text in texts)
        {
            foreach (string word in text)
                counts[word] = counts.GetValueOrDefault(word) + 1;
        }

        string[] reserved = [PaddingWord, UnknownWord, .. options.Specials];
        foreach (string word in reserved)
            counts.Remove(word);
        string[] kept =
        [
            .. counts.Where(entry => entry.Value >= options.MinCount).OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal)
                .Select(entry => entry.Key).Take(options.MaxWords ?? UsualWords),
        ];
        return new Vocabulary([.. reserved, .. kept]) { Dropped = counts.Count - kept.Length };
    }

    /// <summary>The number of a word; <see cref="Unknown"/> where the vocabulary does not hold it.</summary>
    /// <param name="word">The word.</param>
    public int IdOf(string word) => _ids.GetValueOrDefault(word, Unknown);

    /// <summary>Whether the vocabulary holds a word.</summary>
    /// <param name="word">The word.</param>
    public bool Contains(string word) => _ids.ContainsKey(word);
}
