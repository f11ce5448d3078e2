using Gatelight.Data;
using Gatelight.Tasks.Text;

namespace Gatelight.Tasks.Language;

/// <summary>How a language model is made and trained. What is null is chosen by the unit.</summary>
public sealed record LanguageOptions
{
    private const int MostUnits = 4096;

    /// <summary>What the text is read by.</summary>
    public TextUnit Unit { get; init; }

    /// <summary>What is done to the text before it is counted; null sets words and subwords in lower case and leaves characters as they are.</summary>
    public TextCleaning? Cleaning { get; init; }

    /// <summary>How often a token must come in the training part to be kept, 1 to 1,000,000; rarer ones are read as unknown.</summary>
    public int MinCount { get; init => field = InRange(value, 1, 1_000_000, "minimum count"); } = 2;

    /// <summary>The most tokens of the vocabulary, 10 to 200,000; null takes 20,000 words, 4,000 subwords or 1,000 characters.</summary>
    public int? MaxTokens { get; init => field = InRange(value, 10, 200_000, "size of the vocabulary"); }

    /// <summary>H, the hidden units of each layer, 1 to 4,096.</summary>
    public int HiddenSize { get; init => field = InRange(value, 1, MostUnits, "number of hidden units"); } = 256;

    /// <summary>E, the width of a token's vector, 1 to 4,096; null for that of the hidden state.</summary>
    public int? EmbeddingWidth { get; init => field = InRange(value, 1, MostUnits, "width of the vectors"); }

    /// <summary>The LSTM layers, 1 to 8.</summary>
    public int Layers { get; init => field = InRange(value, 1, 8, "number of layers"); } = 1;

    /// <summary>Whether the output layer shares the vectors of the embedding (Press and Wolf 2017, arXiv:1608.05859).</summary>
    public bool IsTied { get; init; } = true;

    /// <summary>The locked dropout of vectors, of what goes between layers and of what is answered from, in [0, 1); null for 0.5, for characters 0.2.</summary>
    public double? Dropout { get; init => field = Fraction(value, "dropout"); }

    /// <summary>The variational dropout of the hidden state (Gal and Ghahramani 2016, arXiv:1512.05287), in [0, 1); null for 0.2, for characters none.</summary>
    public double? RecurrentDropout { get; init => field = Fraction(value, "recurrent dropout"); }

    /// <summary>How often the text is read, 1 to 10,000; fewer where the validation part no longer gets better.</summary>
    public int Epochs { get; init => field = InRange(value, 1, 10_000, "number of epochs"); } = 18;

    /// <summary>After how many epochs without a better validation part to stop, 1 to 10,000.</summary>
    public int Patience { get; init => field = InRange(value, 1, 10_000, "patience"); } = 3;

    /// <summary>The streams that the text is cut into and read side by side, 1 to 1,024.</summary>
    public int Streams { get; init => field = InRange(value, 1, 1024, "number of streams"); } = 20;

    /// <summary>The steps that gradients reach back, 1 to 10,000; null for 35, for characters 100.</summary>
    public int? PieceSteps { get; init => field = InRange(value, 1, 10_000, "number of steps of a piece"); }

    /// <summary>The learning rate of Adam at the start, above 0; it falls to zero along a cosine.</summary>
    public double LearningRate
    {
        get;
        init => field = value > 0 && double.IsFinite(value) ? value : throw new InvalidInputException($"The learning rate must be above 0 and finite, not {value}.");
    } = 3e-3;

    /// <summary>The share of the text, at its end, that the model is judged on, above 0 and at most 0.3; the same share before it is what the best epoch is chosen by.</summary>
    public double HeldOut
    {
        get;
        init => field = value is > 0 and <= 0.3 ? value : throw new InvalidInputException($"The share held out must be above 0 and at most 0.3, not {value}.");
    } = 0.05;

    /// <summary>The seed of every random choice.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The threads that may be used, at least 1; the result has the same bits for any number.</summary>
    public int Threads { get; init => field = InRange(value, 1, 1024, "number of threads"); } = 1;

    internal bool IsCharacters => Unit == TextUnit.Character;

    internal TextCleaning EffectiveCleaning => Cleaning ?? (IsCharacters ? TextCleaning.None : new TextCleaning());

    internal int EffectiveMaxTokens => MaxTokens ?? (Unit switch { TextUnit.Word => 20_000, TextUnit.Subword => 4_000, _ => 1_000 });

    internal int EffectivePieceSteps => PieceSteps ?? (IsCharacters ? 100 : 35);

    internal double EffectiveDropout => Dropout ?? (IsCharacters ? 0.2 : 0.5);

    internal double EffectiveRecurrentDropout => RecurrentDropout ?? (IsCharacters ? 0 : 0.2);

    private static int InRange(int value, int least, int most, string what) =>
        value >= least && value <= most ? value : throw new InvalidInputException($"The {what} must be between {least} and {most}, not {value}.");

    private static int? InRange(int? value, int least, int most, string what) => value is { } given ? InRange(given, least, most, what) : null;

    private static double? Fraction(double? value, string what) =>
        value is null or (>= 0 and < 1) ? value : throw new InvalidInputException($"The {what} must be at least 0 and below 1, not {value}.");
}
