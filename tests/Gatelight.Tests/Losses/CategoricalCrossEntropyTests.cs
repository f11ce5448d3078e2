using Gatelight.Data;
using Gatelight.Losses;

namespace Gatelight.Tests.Losses;

public sealed class CategoricalCrossEntropyTests : CrossEntropyConformance
{
    public override Loss Loss => new CategoricalCrossEntropy(3) { ClassWeights = [1, 2, 0.5] };

    // Σ w_c·y_c·(normaliser - x_c), and Σ w_c·y_c.
    protected override HandWorked[] ByHand =>
        [new([1, 2, 3], [0.2, 0.3, 0.5], 1.4279862626665996, 1.05), new([1, 2, 3], [0, 1, 0], 2 * (Normaliser - 2), 2)];

    protected override double[] RandomTarget(SeededRandom random)
    {
        double[] shares = [random.NextUniform(), random.NextUniform(), random.NextUniform()];
        return [.. shares.Select(share => share / shares.Sum())];
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(0.2, false)]
    [InlineData(0.2, true)]
    public void OneHotTargetsGiveTheSparseLoss(double smoothing, bool weighted)
    {
        double[]? weights = weighted ? [1, 2, 0.5] : null;
        CategoricalCrossEntropy dense = new(3) { LabelSmoothing = smoothing, ClassWeights = weights };
        SparseCategoricalCrossEntropy sparse = new(3) { LabelSmoothing = smoothing, ClassWeights = weights };
        double[] logits = GradientCheck.Normals(new SeededRandom(2), 9);
        double[] a = new double[9];
        double[] b = new double[9];
        double loss = dense.Evaluate<double>(logits, [1, 0, 0, 0, 0, 1, 0, 1, 0], a);
        Assert.Equal(sparse.Evaluate<double>(logits, [0, 2, 1], b), loss, Tolerances.Exact);
        for (int n = 0; n < 9; n++)
            Assert.Equal(b[n], a[n], Tolerances.Exact);
    }

    [Fact]
    public void WithoutClassWeightsADistributionCountsOnce() =>
        // 0.2·2.4076 + 0.3·1.4076 + 0.5·0.4076
        Assert.Equal(1.1076059644443805, new CategoricalCrossEntropy(3).Evaluate<double>([1, 2, 3], [0.2, 0.3, 0.5], []), Tolerances.Exact);

    [Fact]
    public void AnImpossibleClassMayHaveALogitOfMinusInfinity()
    {
        double[] gradient = new double[3];
        double loss = new CategoricalCrossEntropy(3).Evaluate<double>([double.NegativeInfinity, 0, 0], [0, 0.5, 0.5], gradient);
        Assert.Equal(Math.Log(2), loss, Tolerances.Exact);
        Assert.All(gradient, slope => Assert.Equal(0, slope, Tolerances.Exact));
    }

    [Fact]
    public void WhatIsNoDistributionIsRefusedInOneLine()
    {
        InvalidInputException negative = Assert.Throws<InvalidInputException>(() => Loss.Evaluate<double>(new double[6], [1, 0, 0, -0.5, 1, 0.5], []));
        Assert.Equal("Target 1 holds -0.5 for class 0; a distribution has no value below 0.", negative.Message);
        InvalidInputException sum = Assert.Throws<InvalidInputException>(() => Loss.Evaluate<double>(new double[3], [0.5, 0, 0.25], []));
        Assert.Equal("Target 0 adds up to 0.75; a distribution over 3 classes must add up to 1.", sum.Message);
        Assert.Throws<InvalidInputException>(() => Loss.Evaluate<double>(new double[3], [0.5, double.NaN, 0.5], []));
        Assert.Throws<ArgumentException>(() => Loss.Evaluate<double>(new double[3], [0.5, 0.5], []));
    }
}
