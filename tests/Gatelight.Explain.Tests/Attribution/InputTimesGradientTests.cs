namespace Gatelight.Explain.Tests;

public class InputTimesGradientTests : AttributionMethodConformance<InputTimesGradient>
{
    // F = x²·y at (3, -5): slopes -30 and 9.
    private static readonly FunctionQuestion Product = new(1, 2, x => x[0] * x[0] * x[1], x => [2 * x[0] * x[1], x[0] * x[0]]);

    [Fact]
    public void It_is_the_value_times_the_slope() =>
        Assert.Equal([-90, -45], Ask(new InputTimesGradient(), []));

    [Fact]
    public void From_a_baseline_it_is_the_way_times_the_slope() =>
        Assert.Equal([-60, -54], Ask(new InputTimesGradient { FromBaseline = true }, [1, 1]));

    [Fact]
    public void From_a_baseline_it_needs_one()
    {
        Assert.True(new InputTimesGradient { FromBaseline = true }.UsesBaseline);
        Assert.Contains("baseline has 0 values", Assert.Throws<ExplanationException>(() => Ask(new InputTimesGradient { FromBaseline = true }, [])).Message, StringComparison.Ordinal);
    }

    private static IEnumerable<double> Ask(InputTimesGradient method, double[] baseline) =>
        method.Explain(Product, [3, -5], baseline, TestContext.Current.CancellationToken).Values.Cast<double>();
}
