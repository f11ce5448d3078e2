namespace Gatelight.Training;

/// <summary>Stops when the validation loss (the training loss where there is no validation set) has not improved for a while, and restores the best weights.</summary>
/// <param name="Patience">The epochs without improvement after which to stop, at least 1.</param>
/// <param name="MinimumImprovement">How much lower a loss must be to count as better.</param>
public sealed record EarlyStopping(int Patience, double MinimumImprovement = 0);
