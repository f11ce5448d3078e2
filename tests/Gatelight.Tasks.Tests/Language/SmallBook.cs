using Gatelight.Tasks.Language;

namespace Gatelight.Tasks.Tests.Language;

/// <summary>A text that repeats, made from a seed, and a model of it, trained once for all tests.</summary>
internal static class SmallBook
{
    private static readonly string[] Men = ["just", "wise", "old", "brave"], Deeds = ["rules the city", "loves the truth", "fears the gods", "tells a tale"];

    /// <summary>The text.</summary>
    public static string Text { get; } = Write();

    /// <summary>Small and quick.</summary>
    public static LanguageOptions Options { get; } = new()
    {
        HiddenSize = 24,
        Epochs = 40,
        Patience = 40,
        Streams = 8,
        PieceSteps = 12,
        Dropout = 0.1,
        RecurrentDropout = 0,
        LearningRate = 0.02,
        HeldOut = 0.1,
        Seed = 2,
    };

    private static readonly Lazy<LanguageResult> Once = new(() => LanguageTask.Train(Text, "book.txt", Options));

    /// <summary>The trained model.</summary>
    public static LanguageResult Trained => Once.Value;

    // Who does what depends on the man, so that a memory of one word is not enough.
    private static string Write()
    {
        SeededRandom random = new(3);
        return string.Join('\n', Enumerable.Range(0, 420).Select(_ =>
        {
            int man = random.NextBelow(Men.Length);
            return $"The {Men[man]} man {Deeds[man]}{(random.NextBelow(4) == 0 ? " and the king" : "")}.";
        }));
    }
}
