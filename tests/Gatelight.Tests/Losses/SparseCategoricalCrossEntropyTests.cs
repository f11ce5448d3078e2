using Gatelight.Data;
using Gatelight.Losses;

namespace Gatelight.Tests.Losses;

public sealed class SparseCategoricalCrossEntropyTests : CrossEntropyConformance
{
    public override Loss Loss => new SparseCategoricalCrossEntropy(3);

    protected override HandWorked[] ByHand =>
        [new([1, 2, 3], [0], Normaliser - 1), new([1, 2, 3], [2], Normaliser - 3), new([0, 0, 0], [1], 1.0986122886681098)]; // ln 3

    protected override double[] RandomTarget(SeededRandom random) => [random.NextBelow(3)];

    [Fact]
    public void TheGradientIsTheSoftmaxLessTheTarget()
    {
        double[] gradient = new double[3];
        Loss.Evaluate<double>([1, 2, 3], [1], gradient);
        double[] expected = [Math.Exp(1 - Normaliser), Math.Exp(2 - Normaliser) - 1, Math.Exp(3 - Normaliser)];
        for (int n = 0; n < 3; n++)
            Assert.Equal(expected[n], gradient[n], Tolerances.Exact);
    }

    [Fact]
    public void AnIgnoredTargetDoesNotCount()
    {
        SparseCategoricalCrossEntropy loss = new(3) { IgnoreTarget = -1, LabelSmoothing = 0.1 };
        double[] gradient = [7, 7, 7, 7, 7, 7];
        double alone = loss.Evaluate<double>([1, 2, 3], [2], []);
        Assert.Equal(alone, loss.Evaluate<double>([double.NaN, 0, 0, 1, 2, 3], [-1, 2], gradient), Tolerances.Exact);
        Assert.Equal([0, 0, 0], gradient[..3]);
        Assert.All(gradient[3..], slope => Assert.NotEqual(0, slope));
        Assert.Equal(1, loss.TotalWeight<double>([-1, 2], []));
        Assert.Equal(0, loss.Evaluate<double>([1, 2, 3], [-1], gradient.AsSpan(0, 3)));
        // A class of the vocabulary itself, such as its padding.
        SparseCategoricalCrossEntropy padded = new(3) { IgnoreTarget = 0 };
        Assert.Equal(Normaliser - 3, padded.Evaluate<double>([5, 5, 9, 1, 2, 3], [0, 2], []), Tolerances.Exact);
    }

    [Theory]
    [InlineData(3, "Target 1 is 3, but a class of 3 must be a whole number from 0 to 2.")]
    [InlineData(-1, "Target 1 is -1, but a class of 3 must be a whole number from 0 to 2.")]
    [InlineData(0.5, "Target 1 is 0.5, but a class of 3 must be a whole number from 0 to 2.")]
    [InlineData(double.NaN, "Target 1 is NaN, but a class of 3 must be a whole number from 0 to 2.")]
    [InlineData(1e300, "Target 1 is 1E+300, but a class of 3 must be a whole number from 0 to 2.")]
    public void ATargetThatIsNoClassIsRefusedInOneLine(double target, string expected)
    {
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => Loss.Evaluate<double>(new double[6], [0, target], []));
        Assert.Equal(expected, error.Message);
        SparseCategoricalCrossEntropy ignoring = new(3) { IgnoreTarget = -100 };
        error = Assert.Throws<InvalidInputException>(() => ignoring.Evaluate<double>(new double[6], [0, target], []));
        Assert.EndsWith("0 to 2, or -100 to be ignored.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AVocabularyOfTenThousandWordsIsNoSpecialCase()
    {
        const int Words = 10_000;
        SparseCategoricalCrossEntropy loss = new(Words);
        float[] logits = [.. GradientCheck.Normals(new SeededRandom(3), Words).Select(value => (float)value)];
        float[] gradient = new float[Words];
        double expected = Math.Log(logits.Sum(logit => Math.Exp(logit))) - logits[1234];
        Assert.Equal(expected, loss.Evaluate<float>(logits, [1234], gradient), 1e-5);
        Assert.Equal(0, gradient.Sum(slope => (double)slope), 1e-5);
        Assert.Equal(1234, Array.IndexOf(gradient, gradient.Min()));
    }

    [Fact]
    public void FewerThanTwoClassesAreRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SparseCategoricalCrossEntropy(1));
}
