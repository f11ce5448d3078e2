using Gatelight.Data;

namespace Gatelight.Tasks.Classification;

/// <summary>How a classifier is trained. Everything that decides the result is here, the seed included.</summary>
public sealed record ClassifierOptions
{
    /// <summary>Hidden units of the LSTM in each direction, 1 to 1,024.</summary>
    public int HiddenSize { get; init => field = Within(value, 1, 1024, "hidden units"); } = 64;

    /// <summary>Whether the LSTM reads in both directions.</summary>
    public bool Bidirectional { get; init; } = true;

    /// <summary>The probability of dropping a value in training, from 0 to below 1.</summary>
    public double Dropout { get; init => field = value is >= 0 and < 1 ? value : throw new InvalidInputException(FormattableString.Invariant($"Dropout must be at least 0 and below 1, not {value}.")); } = 0.5;

    /// <summary>The most epochs, 1 to 10,000; training stops early when the validation examples stop getting better.</summary>
    public int Epochs { get; init => field = Within(value, 1, 10_000, "epochs"); } = 12;

    /// <summary>The epochs without improvement after which training stops.</summary>
    public int Patience { get; init => field = Within(value, 1, 10_000, "epochs of patience"); } = 6;

    /// <summary>The examples of one step, 1 to 4,096.</summary>
    public int BatchSize { get; init => field = Within(value, 1, 4096, "examples of a batch"); } = 32;

    /// <summary>The learning rate of AdamW, above 0.</summary>
    public double LearningRate { get; init => field = value > 0 && double.IsFinite(value) ? value : throw new InvalidInputException(FormattableString.Invariant($"The learning rate must be above 0, not {value}.")); } = 0.003;

    /// <summary>The decay of weights by AdamW, at least 0.</summary>
    public double WeightDecay { get; init => field = value >= 0 && double.IsFinite(value) ? value : throw new InvalidInputException(FormattableString.Invariant($"The weight decay must be at least 0, not {value}.")); } = 0.01;

    /// <summary>How far targets are pulled towards all classes being equally likely, from 0 to below 1 (Szegedy et al. 2016, arXiv:1512.00567).</summary>
    public double LabelSmoothing { get; init => field = value is >= 0 and < 1 ? value : throw new InvalidInputException(FormattableString.Invariant($"Label smoothing must be at least 0 and below 1, not {value}.")); }

    /// <summary>How much the examples of each class count.</summary>
    public ClassWeighting ClassWeights { get; init; }

    /// <summary>The share of the training examples by which the best epoch and the temperature are chosen, where none are given for it.</summary>
    public double ValidationShare { get; init => field = Share(value, "validation"); } = 0.15;

    /// <summary>The share of all examples that quality is measured on, where none are given for it.</summary>
    public double TestShare { get; init => field = Share(value, "test"); } = 0.2;

    /// <summary>Whether the network is trained once more on training and validation examples together when epochs and temperature are known; for sets so small that every example counts.</summary>
    public bool Refits { get; init; }

    /// <summary>Whether probabilities are calibrated by a temperature.</summary>
    public bool Calibrate { get; init; } = true;

    /// <summary>The seed of splits, start weights, shuffling and dropout.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The threads to use; the result has the same bits for any number.</summary>
    public int Threads { get; init => field = Within(value, 1, 1024, "threads"); } = 1;

    private static int Within(int value, int least, int most, string what) => value >= least && value <= most
        ? value
        : throw new InvalidInputException(FormattableString.Invariant($"The number of {what} must be between {least} and {most}, not {value}."));

    private static double Share(double value, string what) => value is > 0 and <= 0.9
        ? value
        : throw new InvalidInputException(FormattableString.Invariant($"The {what} share must be above 0 and at most 0.9, not {value}."));
}
