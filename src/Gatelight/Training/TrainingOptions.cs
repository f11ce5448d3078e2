using Gatelight.Losses;
using Gatelight.Optimizers;
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

    /// <summary>How the weights follow their gradients.</summary>
    public Optimizer Optimizer { get; init; } = new Adam();

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

    /// <summary>The seed of shuffling and dropout.</summary>
    public int Seed { get; init; }

    private static int AtLeastOne(int value, string name) =>
        value >= 1 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be at least 1.");
}
