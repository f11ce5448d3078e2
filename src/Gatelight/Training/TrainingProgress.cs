namespace Gatelight.Training;

/// <summary>How far a training is, told after each epoch.</summary>
/// <param name="Epoch">The epochs done.</param>
/// <param name="Epochs">The epochs planned.</param>
/// <param name="Loss">The mean training loss of this epoch over all targets that count, each as it was before its step.</param>
/// <param name="ValidationLoss">The validation loss after it, or null.</param>
/// <param name="LearningRate">The learning rate of its last step.</param>
public readonly record struct TrainingProgress(int Epoch, int Epochs, double Loss, double? ValidationLoss, double LearningRate);
