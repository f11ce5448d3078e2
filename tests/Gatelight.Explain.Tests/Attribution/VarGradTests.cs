namespace Gatelight.Explain.Tests;

public class VarGradTests : AttributionMethodConformance<VarGrad>
{
    [Fact]
    public void On_a_parabola_it_is_four_times_the_variance_of_the_noise()
    {
        // F = x²: the slope 2(x + σz) has the variance 4σ² = 1, and the variance of a normal sample has the error √(2/(n - 1)).
        FunctionQuestion parabola = new(1, 1, x => x[0] * x[0], x => [2 * x[0]]);
        Attribution answer = new VarGrad { Samples = 4000, Noise = 0.5, FeatureScales = [1] }.Explain(parabola, [2], [0], TestContext.Current.CancellationToken);
        double error = answer.StandardErrors![0, 0];
        Assert.Equal(Math.Sqrt(2.0 / 3999), error, 0.1 * error);
        Assert.Equal(1, answer.Values[0, 0], 4 * error);
    }

    [Fact]
    public void A_straight_line_does_not_vary()
    {
        FunctionQuestion line = FunctionQuestion.Linear(1, 2, 0, [3, -4]);
        Attribution answer = new VarGrad().Explain(line, [1, 2], [0, 0], TestContext.Current.CancellationToken);
        Assert.Equal([0, 0], answer.Values.Cast<double>());
        Assert.Equal([0, 0], answer.StandardErrors!.Cast<double>());
    }
}
