namespace Gatelight.Training;

/// <summary>What a training did.</summary>
/// <param name="Epochs">One entry an epoch.</param>
/// <param name="BestEpoch">The epoch, from 1, whose weights the model holds now.</param>
/// <param name="StoppedEarly">Whether early stopping ended it.</param>
public sealed record TrainingHistory(IReadOnlyList<TrainingProgress> Epochs, int BestEpoch, bool StoppedEarly);
