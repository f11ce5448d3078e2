namespace Gatelight.Training;

/// <summary>How far a training is, told after each optimizer step.</summary>
/// <param name="Done">The steps done.</param>
/// <param name="Total">The steps planned, if nothing stops the training early.</param>
/// <param name="Epoch">The epoch under way, from 1.</param>
/// <param name="Loss">The mean training loss of that epoch so far.</param>
public readonly record struct TrainingStep(long Done, long Total, int Epoch, double Loss);
