using Gatelight.Tasks.Translation;

namespace Gatelight.Tasks.Tests.Translation;

/// <summary>Numbers in words, made from a seed, with rare names that are the same on both sides, and a model of them, trained once for all tests.</summary>
internal static class SmallPairs
{
    private static readonly string[] From = ["one", "two", "three", "four", "five", "seven", "eight", "nine", "ten", "hundred"], To = ["un", "deux", "trois", "quatre", "cinq", "sept", "huit", "neuf", "dix", "cent"];

    /// <summary>The pairs.</summary>
    public static TranslationData Data { get; } = new("numbers.tsv", Write(500, seed: 1), Write(40, seed: 2), Write(40, seed: 3));

    /// <summary>Small and quick.</summary>
    public static TranslationOptions Options { get; } = new()
    {
        HiddenSize = 32,
        Dropout = 0.1,
        LabelSmoothing = 0,
        Epochs = 18,
        Patience = 18,
        BatchSize = 8,
        LearningRate = 0.005,
        Beams = 3,
        Seed = 1,
    };

    private static readonly Lazy<TranslationResult> Once = new(() => TranslationTask.Train(Data, Options));

    /// <summary>The trained model.</summary>
    public static TranslationResult Trained => Once.Value;

    private static List<TextPair> Write(int count, ulong seed)
    {
        SeededRandom random = new(seed);
        List<TextPair> pairs = [];
        for (int n = 0; n < count; n++)
        {
            // No word comes twice, so that what was written last tells where to look next.
            int[] all = [.. Enumerable.Range(0, From.Length + 1)];
            random.Shuffle<int>(all);
            int[] words = all[..(2 + random.NextBelow(4))];
            string name = $"name{seed}x{n}";
            pairs.Add(new TextPair(
                string.Join(' ', words.Select(word => word < From.Length ? From[word] : name)) + " .",
                string.Join(' ', words.Select(word => word < To.Length ? To[word] : name)) + " ."));
        }

        return pairs;
    }
}
