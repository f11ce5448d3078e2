using Gatelight.Training;

namespace Gatelight.SequenceToSequence;

/// <summary>How a sequence-to-sequence model is trained.</summary>
public sealed record Seq2SeqTraining
{
    /// <summary>Epochs, batches, optimizer, early stopping and seed. Its <see cref="TrainingOptions.Loss"/> judges numbers; tokens are judged by their cross-entropy.</summary>
    public TrainingOptions Options { get; init; } = new();

    /// <summary>How often the decoder reads the true step before instead of its own answer; always by default.</summary>
    public TeacherForcing TeacherForcing { get; init; } = new ConstantTeacherForcing();

    /// <summary>Which of its answers the decoder reads otherwise.</summary>
    public OwnAnswer OwnAnswer { get; init; }

    /// <summary>ε in [0, 1): how far the cross-entropy of tokens is pulled towards all of them being equally likely (Szegedy et al. 2016, arXiv:1512.00567).</summary>
    public double LabelSmoothing
    {
        get;
        init => field = value is >= 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Label smoothing must be at least 0 and below 1.");
    }
}
