using Gatelight.Losses;

namespace Gatelight.Tests.Losses;

/// <summary>With a positive weight of 3 (PyTorch's pos_weight) and a smoothing of 0.2, which makes 0.9 of a yes and 0.1 of a no.</summary>
public sealed class WeightedBinaryCrossEntropyTests : LossConformance
{
    // ln(1 + e⁻²)
    private const double Small = 0.1269280110429726;

    public override Loss Loss => new BinaryCrossEntropy { PositiveWeight = 3, LabelSmoothing = 0.2 };

    // -3·y·ln σ(2) - (1 - y)·ln(1 - σ(2)), with -ln σ(2) = Small and -ln(1 - σ(2)) = 2 + Small.
    protected override HandWorked[] ByHand =>
        [new([2], [1], 2.7 * Small + 0.1 * (2 + Small)), new([2], [0], 0.3 * Small + 0.9 * (2 + Small))];

    protected override double[] RandomTarget(SeededRandom random) => [random.NextBelow(2)];
}
