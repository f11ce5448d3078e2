using Gatelight.Optimizers;

namespace Gatelight.Tests.Optimizers;

public sealed class GradientClippingTests
{
    [Fact]
    public void TheNormIsThatOfAllGradientsTogether()
    {
        Assert.Equal(5, GradientClipping.GlobalNorm<float>([3, 0, -4]), Tolerances.Exact);
        Assert.Equal(0, GradientClipping.GlobalNorm<float>([]));
        Assert.True(double.IsNaN(GradientClipping.GlobalNorm<float>([1, float.NaN])));
        Assert.Equal(Math.Sqrt(2) * 1e30, GradientClipping.GlobalNorm<float>([1e30f, 1e30f]), 1e24);
    }

    [Fact]
    public void TheNormOfAnyNumberOfGradientsIsThatOfPlainArithmetic()
    {
        SeededRandom random = new(5);
        for (int count = 0; count <= 130; count++)
        {
            float[] gradients = [.. Enumerable.Range(0, count).Select(_ => (float)random.NextNormal())];
            Assert.Equal(Math.Sqrt(gradients.Sum(gradient => (double)gradient * gradient)), GradientClipping.GlobalNorm<float>(gradients), Tolerances.Exact);
        }
    }

    [Theory]
    [InlineData(5, 1.0, 0.2)]
    [InlineData(0.5, 1.0, 1)]
    [InlineData(1, 1.0, 1)]
    [InlineData(5, null, 1)]
    public void TheScaleBringsTheNormDownToTheLimit(double norm, double? limit, double expected) =>
        Assert.Equal(expected, GradientClipping.Scale(norm, limit), Tolerances.Exact);
}
