using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gatelight.Data;
using Gatelight.Tasks.Text;

namespace Gatelight.Tasks.Language;

/// <summary>A text cut into the part that is learned from, the part that the best epoch is chosen by, and the part that the result is judged on, in this order.</summary>
internal sealed class LanguageText
{
    private const int LeastTokens = 200;
    private const int LeastHeldOut = 10;

    private LanguageText(TextCodec codec, int[] training, int[] validation, int[] test, int testCharacters, ImmutableArray<string> cleaning)
    {
        Codec = codec;
        Training = training;
        Validation = validation;
        Test = test;
        TestCharacters = testCharacters;
        Cleaning = cleaning;
    }

    internal TextCodec Codec { get; }

    internal int[] Training { get; }

    internal int[] Validation { get; }

    internal int[] Test { get; }

    internal int TestCharacters { get; }

    internal ImmutableArray<string> Cleaning { get; }

    /// <summary>Cuts a text; the vocabulary is that of the first part alone, unless a codec is given.</summary>
    /// <exception cref="InvalidInputException">The text is too short, or has too few different tokens.</exception>
    internal static LanguageText Prepare(string text, string source, LanguageOptions options, TextCodec? codec, CancellationToken cancellation)
    {
        int testAt = Cut(text, 1 - options.HeldOut), validationAt = Cut(text, 1 - 2 * options.HeldOut);
        string training = text[..validationAt], validation = text[validationAt..testAt], test = text[testAt..];
        ImmutableArray<string> cleaning = [];
        codec ??= Fit(training, options, out cleaning, cancellation);
        LanguageText parts = new(codec, Ids(codec, training), Ids(codec, validation), Ids(codec, test), test.Length, cleaning);
        int tokens = parts.Training.Length;
        if (tokens < LeastTokens || parts.Validation.Length < LeastHeldOut || parts.Test.Length < LeastHeldOut)
            throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture, $"{source} has {tokens + parts.Validation.Length + parts.Test.Length} tokens, too few for a language model: it needs at least {LeastTokens} to learn from and {LeastHeldOut} in each of the two parts held out; give a longer text."));
        if (parts.Training.Where(id => id > Vocabulary.Unknown).Distinct().Take(2).Count() < 2)
            throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture, $"{source} has fewer than two different tokens that come at least {options.MinCount} times, so there is nothing to choose between; give another text, or a lower minimum count."));
        return parts;
    }

    /// <summary>The SHA-256 of a text.</summary>
    internal static string FingerprintOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static TextCodec Fit(string text, LanguageOptions options, out ImmutableArray<string> cleaning, CancellationToken cancellation)
    {
        TextCleaning changes = options.EffectiveCleaning;
        VocabularyOptions kept = new() { MinCount = options.MinCount, MaxWords = options.EffectiveMaxTokens };
        cleaning = [];
        if (options.IsCharacters)
            return CharacterCodec.Fit([text], changes, kept);
        CleaningReport report;
        TextCodec codec = options.Unit == TextUnit.Subword
            ? BytePairCodec.Fit([text], out report, changes, kept, cancellation)
            : WordCodec.Fit([text], out report, changes, kept);
        cleaning = report.Describe();
        return codec;
    }

    // At a blank, so that no word is cut in two.
    private static int Cut(string text, double share)
    {
        int at = (int)(text.Length * share);
        while (at < text.Length && !char.IsWhiteSpace(text[at]))
            at++;
        return at;
    }

    private static int[] Ids(TextCodec codec, string text) => [.. codec.Encode(text).Ids];
}
