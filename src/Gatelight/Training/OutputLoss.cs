using Gatelight.Losses;

namespace Gatelight.Training;

/// <summary>What is minimised at one output of a model that has several.</summary>
/// <param name="Loss">The loss.</param>
/// <param name="Weight">Its factor in the sum over the outputs, at least 0.</param>
public sealed record OutputLoss(Loss Loss, double Weight = 1)
{
    /// <summary>Its factor in the sum over the outputs, at least 0.</summary>
    public double Weight { get; init; } = Weight >= 0 && double.IsFinite(Weight)
        ? Weight
        : throw new ArgumentOutOfRangeException(nameof(Weight), Weight, "The weight of a loss must be at least 0 and finite.");
}
