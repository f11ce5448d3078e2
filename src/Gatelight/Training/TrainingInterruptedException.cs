namespace Gatelight.Training;

/// <summary>A training was cancelled; it can go on from the checkpoint and ends with the same bits as one that was not.</summary>
public sealed class TrainingInterruptedException : OperationCanceledException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="checkpoint">Where the training stopped.</param>
    /// <param name="cancellation">What cancelled it.</param>
    public TrainingInterruptedException(TrainingCheckpoint checkpoint, CancellationToken cancellation)
        : base("The training was cancelled; it can go on from its checkpoint.", cancellation) => Checkpoint = checkpoint;

    /// <summary>Where the training stopped.</summary>
    public TrainingCheckpoint Checkpoint { get; }
}
