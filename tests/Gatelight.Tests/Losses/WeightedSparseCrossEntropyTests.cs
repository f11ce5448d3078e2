using Gatelight.Losses;

namespace Gatelight.Tests.Losses;

/// <summary>With class weights 1, 2 and ½ and a smoothing of 0.1: the rules of PyTorch's CrossEntropyLoss with class indices.</summary>
public sealed class WeightedSparseCrossEntropyTests : CrossEntropyConformance
{
    public override Loss Loss => new SparseCategoricalCrossEntropy(3) { LabelSmoothing = 0.1, ClassWeights = [1, 2, 0.5] };

    // Σ w_c·(0.9·y_c + 0.1/3)·(normaliser - x_c), term by term, and w of the target.
    protected override HandWorked[] ByHand =>
    [
        new([1, 2, 3], [0], 2.347732730518454, 1),
        new([1, 2, 3], [1], 2.714578098518396, 2),
        new([1, 2, 3], [2], 0.3643100465184823, 0.5),
    ];

    protected override double[] RandomTarget(SeededRandom random) => [random.NextBelow(3)];

    [Fact]
    public void AClassOfWeightZeroIsNotLookedAt()
    {
        SparseCategoricalCrossEntropy loss = new(3) { ClassWeights = [0, 1, 1] };
        Assert.Equal(Normaliser - 2, loss.Evaluate<double>([9, 8, 7, 1, 2, 3], [0, 1], []), Tolerances.Exact);
        Assert.Equal(1, loss.TotalWeight<double>([0, 1], []));
    }

    [Fact]
    public void TheWeightsAreTheLossesOwn()
    {
        double[] weights = [1, 2, 3];
        SparseCategoricalCrossEntropy loss = new(3) { ClassWeights = weights };
        weights[0] = -1;
        Assert.Equal([1, 2, 3], loss.ClassWeights);
    }
}
