namespace Gatelight.Training;

/// <summary>Stops when the validation loss (the training loss where there is no validation set) has not improved for a while, and restores the best weights.</summary>
/// <param name="Patience">The epochs without improvement after which to stop, at least 1.</param>
/// <param name="MinimumImprovement">How much lower a loss must be to count as better.</param>
public sealed record EarlyStopping(int Patience, double MinimumImprovement = 0)
{
    /// <summary>The epochs without improvement after which to stop, at least 1.</summary>
    public int Patience { get; init => field = AtLeastOne(value); } = AtLeastOne(Patience);

    private static int AtLeastOne(int patience) =>
        patience >= 1 ? patience : throw new ArgumentOutOfRangeException(nameof(patience), patience, "Patience must be at least 1.");
}
