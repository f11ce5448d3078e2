namespace Gatelight.Explain.Tests;

public class SaliencyTests : AttributionMethodConformance<Saliency>
{
    // F = x²·y at (3, -5): slopes 2xy = -30 and x² = 9.
    private static readonly FunctionQuestion Product = new(1, 2, x => x[0] * x[0] * x[1], x => [2 * x[0] * x[1], x[0] * x[0]]);

    [Fact]
    public void It_is_the_size_of_the_slope() =>
        Assert.Equal([30, 9], Ask(new Saliency(), []).Values.Cast<double>());

    [Fact]
    public void With_its_sign_it_is_the_slope() =>
        Assert.Equal([-30, 9], Ask(new Saliency { KeepsSign = true }, []).Values.Cast<double>());

    [Fact]
    public void It_needs_no_baseline_and_promises_no_sum()
    {
        Attribution without = Ask(new Saliency(), []);
        Attribution with = Ask(new Saliency(), [1, 1]);
        Assert.Equal((-45, -45), (without.Prediction, without.BaselinePrediction));
        Assert.Equal(1, with.BaselinePrediction);
        Assert.Equal(without.Values.Cast<double>(), with.Values.Cast<double>());
        Assert.False(without.IsAdditive);
    }

    private static Attribution Ask(Saliency method, double[] baseline) => method.Explain(Product, [3, -5], baseline, TestContext.Current.CancellationToken);
}
