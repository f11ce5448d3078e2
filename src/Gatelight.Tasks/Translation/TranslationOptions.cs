using Gatelight.Data;
using Gatelight.Tasks.Text;

namespace Gatelight.Tasks.Translation;

/// <summary>How a model that turns a text into another is made and trained.</summary>
public sealed record TranslationOptions
{
    private const int MostUnits = 4096;

    /// <summary>What both texts are read by: words, or subwords learned from them.</summary>
    public TextUnit Unit { get; init => field = value != TextUnit.Character && Enum.IsDefined(value) ? value : throw new InvalidInputException("Pairs of texts are read by words or by subwords; choose one of them."); }

    /// <summary>What is done to the texts before they are counted.</summary>
    public TextCleaning Cleaning { get; init; } = new() { ReplaceLinks = false, LongestRun = 0 };

    /// <summary>How often a token must come in the training pairs to be kept, 1 to 1,000,000; rarer ones are read as unknown, and copied where the model says so.</summary>
    public int MinCount { get; init => field = InRange(value, 1, 1_000_000, "minimum count"); } = 2;

    /// <summary>The most tokens of each vocabulary, 10 to 200,000; null takes 20,000 words or 4,000 subwords.</summary>
    public int? MaxTokens { get; init => field = value is { } given ? InRange(given, 10, 200_000, "size of the vocabulary") : null; }

    /// <summary>The most tokens of a text, 2 to 10,000; pairs with a longer one are not learned from, and counted.</summary>
    public int MaxLength { get; init => field = InRange(value, 2, 10_000, "length of a text"); } = 100;

    /// <summary>H, the hidden units of each layer, 2 to 4,096, an even number.</summary>
    public int HiddenSize
    {
        get;
        init => field = InRange(value, 2, MostUnits, "number of hidden units") % 2 == 0 ? value : throw new InvalidInputException($"The number of hidden units must be even, half for each direction, not {value}.");
    } = 256;

    /// <summary>The LSTM layers on each side, 1 to 8.</summary>
    public int Layers { get; init => field = InRange(value, 1, 8, "number of layers"); } = 1;

    /// <summary>The dropout of what enters each layer, in [0, 1).</summary>
    public double Dropout { get; init => field = value is >= 0 and < 1 ? value : throw new InvalidInputException($"The dropout must be at least 0 and below 1, not {value}."); } = 0.3;

    /// <summary>How far the targets are pulled towards all tokens being equally likely, in [0, 1).</summary>
    public double LabelSmoothing { get; init => field = value is >= 0 and < 1 ? value : throw new InvalidInputException($"The label smoothing must be at least 0 and below 1, not {value}."); } = 0.1;

    /// <summary>How often all pairs are read, 1 to 10,000; fewer where the validation pairs no longer get better.</summary>
    public int Epochs { get; init => field = InRange(value, 1, 10_000, "number of epochs"); } = 12;

    /// <summary>After how many epochs without better validation pairs to stop, 1 to 10,000.</summary>
    public int Patience { get; init => field = InRange(value, 1, 10_000, "patience"); } = 3;

    /// <summary>The pairs of a step, 1 to 4,096.</summary>
    public int BatchSize { get; init => field = InRange(value, 1, 4096, "number of pairs of a step"); } = 16;

    /// <summary>The learning rate of Adam at the start, above 0; it falls to zero along a cosine.</summary>
    public double LearningRate
    {
        get;
        init => field = value > 0 && double.IsFinite(value) ? value : throw new InvalidInputException($"The learning rate must be above 0 and finite, not {value}.");
    } = 1.2e-3;

    /// <summary>The share of the pairs held out to choose the best epoch by, and again to judge the result on, where none are given; above 0 and at most 0.3.</summary>
    public double HeldOut { get; init => field = value is > 0 and <= 0.3 ? value : throw new InvalidInputException($"The share held out must be above 0 and at most 0.3, not {value}."); } = 0.05;

    /// <summary>The outputs that the beam search keeps, 1 to 64.</summary>
    public int Beams { get; init => field = InRange(value, 1, 64, "number of beams"); } = 5;

    /// <summary>The seed of every random choice.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The threads that may be used, at least 1; the result has the same bits for any number.</summary>
    public int Threads { get; init => field = InRange(value, 1, 1024, "number of threads"); } = 1;

    internal int EffectiveMaxTokens => MaxTokens ?? (Unit == TextUnit.Subword ? 4_000 : 20_000);

    private static int InRange(int value, int least, int most, string what) =>
        value >= least && value <= most ? value : throw new InvalidInputException($"The {what} must be between {least} and {most}, not {value}.");
}
