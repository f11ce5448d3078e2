namespace Gatelight.Cli.Tests.Commands;

/// <summary>A small language model and a small translation model, trained once by the tool for all tests.</summary>
internal static class SmallTexts
{
    private static readonly Lazy<TempFolder> Folder = new(Train);

    /// <summary>The language model.</summary>
    public static string LanguageModel => Folder.Value.At("lm.gatelight");

    /// <summary>The text that it learned from.</summary>
    public static string Book => Folder.Value.At("book.txt");

    /// <summary>The translation model.</summary>
    public static string TranslationModel => Folder.Value.At("mt.gatelight");

    private static readonly string[] From = ["one", "two", "three", "four"], To = ["un", "deux", "trois", "quatre"];

    /// <summary>A text of sentences that repeat.</summary>
    public static string BookText { get; } = string.Concat(Enumerable.Range(0, 300).Select(n => ((n / 2 + n * n) % 3) switch
    {
        0 => "The just man rules the city.\n",
        1 => "The wise man loves the truth.\n",
        _ => "The old man tells a tale.\n",
    }));

    /// <summary>Pairs of numbers in words.</summary>
    public static string PairText { get; } = string.Concat(Enumerable.Range(0, 200).Select(n =>
        $"{From[n % 4]} {From[n / 4 % 4]} {From[n / 16 % 4]}\t{To[n % 4]} {To[n / 4 % 4]} {To[n / 16 % 4]}\n"));

    private static TempFolder Train()
    {
        TempFolder folder = new();
        CliRun.Of(
            "train", "language", folder.Write("book.txt", BookText), "--out", folder.At("lm.gatelight"), "--hidden", "16", "--epochs", "16", "--steps", "10", "--streams", "6",
            "--learning-rate", "0.02", "--dropout", "0", "--recurrent-dropout", "0", "--quiet").AssertDone();
        CliRun.Of(
            "train", "translate", folder.Write("pairs.tsv", PairText), "--out", folder.At("mt.gatelight"), "--hidden", "32", "--epochs", "25", "--batch", "8", "--dropout", "0",
            "--learning-rate", "0.01", "--quiet").AssertDone();
        return folder;
    }
}
