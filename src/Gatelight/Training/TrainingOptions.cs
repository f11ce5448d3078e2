using Gatelight.Losses;
using Gatelight.Optimizers;
using Gatelight.Regularization;
using Gatelight.Schedules;

namespace Gatelight.Training;

/// <summary>How a model is trained. Everything that decides the result is here, the seed included.</summary>
public sealed record TrainingOptions
{
    /// <summary>How often every example is seen, at least 1.</summary>
    public int Epochs { get; init => field = AtLeastOne(value, nameof(Epochs)); } = 100;

    /// <summary>The examples of one step, at least 1.</summary>
    public int BatchSize { get; init => field = AtLeastOne(value, nameof(BatchSize)); } = 32;

    /// <summary>What is minimised.</summary>
    public Loss Loss { get; init; } = new MeanSquaredError();

    /// <summary>What is minimised at the further outputs of a model that has several, and added to <see cref="Loss"/>; null for a model with one output.</summary>
    public IReadOnlyList<OutputLoss>? FurtherLosses { get; init; }

    /// <summary>
    /// Truncated back-propagation through time (Williams and Peng 1990): the batch is cut along time into pieces of so many steps, at
    /// least 1; each piece begins with the state that the piece before ended with and is an optimizer step of its own, so gradients
    /// reach back no further than its start. For a model that answers at every step; null sees whole sequences.
    /// </summary>
    public int? TruncateSteps
    {
        get;
        init => field = value is null ? null : AtLeastOne(value.Value, nameof(TruncateSteps));
    }

    /// <summary>How the weights follow their gradients.</summary>
    public Optimizer Optimizer { get; init; } = new Adam();

    /// <summary>What keeps the weights small; null leaves them alone. Its penalty is not part of the losses that are reported.</summary>
    public WeightRegularization? Regularization { get; init; }

    /// <summary>How the learning rate changes.</summary>
    public Schedule Schedule { get; init; } = new ConstantSchedule();

    /// <summary>The largest global norm of the gradients, above 0; null leaves them alone.</summary>
    public double? ClipNorm
    {
        get;
        init => field = value is null or > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "ClipNorm must be above 0, or null for no clipping.");
    } = 1;

    /// <summary>When to stop early; null trains all epochs.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>Whether to shuffle the examples before each epoch.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>
    /// Whether examples of like length come into one batch: so many batches' worth of shuffled examples are sorted by length, cut into batches, and the
    /// batches shuffled. At least 2; null leaves the order to chance. Only with <see cref="Shuffle"/>.
    /// </summary>
    public int? BucketBatches
    {
        get;
        init => field = value is null or >= 2 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "BucketBatches must be at least 2, or null for no buckets.");
    }

    /// <summary>The seed of shuffling and dropout.</summary>
    public int Seed { get; init; }

    private static int AtLeastOne(int value, string name) =>
        value >= 1 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be at least 1.");
}
