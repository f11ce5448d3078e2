using Gatelight.Losses;

namespace Gatelight.Tests.Losses;

/// <summary>With a smoothing of 0.1 alone, as Szegedy et al. (2016) define it.</summary>
public sealed class SmoothedSparseCrossEntropyTests : CrossEntropyConformance
{
    public override Loss Loss => new SparseCategoricalCrossEntropy(3) { LabelSmoothing = 0.1 };

    // 0.9·(normaliser - x of the class) + 0.1·(normaliser - 2), the mean of the logits being 2.
    protected override HandWorked[] ByHand => [new([1, 2, 3], [0], Normaliser - 1.1), new([1, 2, 3], [2], Normaliser - 2.9)];

    protected override double[] RandomTarget(SeededRandom random) => [random.NextBelow(3)];
}
