using Integral = Gatelight.Explain.PathIntegral;

namespace Gatelight.Explain.Tests;

public class IntegratedGradientsTests : AttributionMethodConformance<IntegratedGradients>
{
    [Fact]
    public void On_a_linear_function_they_are_weight_times_change()
    {
        double[] weights = SampleModels.Normals(1);
        FunctionQuestion question = FunctionQuestion.Linear(SampleModels.Steps, SampleModels.Features, 4, weights);
        Attribution answer = Ask(new IntegratedGradients(), question);
        double[] expected = [.. weights.Select((weight, n) => weight * (SampleModels.Input[n] - SampleModels.Baseline[n]))];
        Assert.Equal(expected.Length, answer.Values.Length);
        Assert.All(expected.Zip(answer.Values.Cast<double>()), pair => Assert.Equal(pair.First, pair.Second, Tolerances.Exact));
    }

    [Fact]
    public void On_a_product_the_change_is_shared_in_halves()
    {
        // F = x·y from (0, 0): the integral of α·y·x over [0, 1] is x·y/2 for both.
        FunctionQuestion question = new(1, 2, x => x[0] * x[1], x => [x[1], x[0]]);
        Attribution answer = new IntegratedGradients { Points = 2 }.Explain(question, [3, 5], [0, 0], TestContext.Current.CancellationToken);
        Assert.Equal(7.5, answer.Values[0, 0], Tolerances.Exact);
        Assert.Equal(7.5, answer.Values[0, 1], Tolerances.Exact);
    }

    [Fact]
    public void On_an_LSTM_in_double_they_add_up()
    {
        Attribution answer = Ask(new IntegratedGradients(), Lstm());
        Assert.True(Math.Abs(answer.Prediction - answer.BaselinePrediction) > 0.1);
        Assert.Equal(0, answer.CompletenessGap, Tolerances.Complete);
        Assert.True(answer.IsAdditive);
    }

    [Fact]
    public void The_gap_falls_fast_with_the_points()
    {
        double[] gaps = [.. new[] { 2, 4, 8, 16, 32 }.Select(points => Math.Abs(PathIntegral(Lstm(), Quadrature(points)).Gap))];
        for (int n = 1; n < gaps.Length; n++)
            Assert.True(gaps[n] < gaps[n - 1] || gaps[n] < Tolerances.Complete, $"gaps {string.Join(", ", gaps)}");
        Assert.True(gaps[^1] < 1e-5 * gaps[0], $"gaps {string.Join(", ", gaps)}");
    }

    [Fact]
    public void Too_few_points_are_doubled_until_the_account_adds_up()
    {
        Attribution answer = Ask(new IntegratedGradients { Points = 1 }, Lstm());
        // 1 + 2 + 4 and so on, with the two ends, until it is enough.
        Assert.Contains(answer.Passes, new[] { 2 + 3, 2 + 7, 2 + 15, 2 + 31, 2 + 63 });
        Assert.False(answer.IsGapTooLarge);
    }

    [Fact]
    public void A_function_that_cannot_add_up_ends_and_is_flagged()
    {
        // A step has no slope: nothing can be attributed, however many points.
        FunctionQuestion question = new(1, 1, x => x[0] > 0.5 ? 1 : 0, _ => [0]);
        Attribution answer = new IntegratedGradients().Explain(question, [1], [0], TestContext.Current.CancellationToken);
        Assert.True(answer.IsGapTooLarge);
        Assert.Equal(1, answer.CompletenessGap);
        Assert.Equal(answer.Passes, question.Asked);
    }

    [Fact]
    public void A_feature_that_the_model_ignores_gets_exactly_nothing()
    {
        Models.Model<double> model = SampleModels.Lstm<double>();
        Models.Parameter<double> weight = model.Parameters.All.Single(parameter => parameter.Name == "lstm_1.weight_ih");
        for (int row = 0; row < weight.Shape[0]; row++)
            weight.Values[row * SampleModels.Features + 1] = 0;
        model.Parameters.MarkChanged();
        Attribution answer = Ask(new IntegratedGradients(), new ModelQuestion<double>([model], SampleModels.Steps, 0));
        for (int step = 0; step < SampleModels.Steps; step++)
        {
            Assert.Equal(0, answer.Values[step, 1]);
            Assert.NotEqual(0, answer.Values[step, 0]);
        }
    }

    [Fact]
    public void Features_that_the_model_treats_alike_get_the_same()
    {
        Models.Model<double> model = SampleModels.Lstm<double>();
        Models.Parameter<double> weight = model.Parameters.All.Single(parameter => parameter.Name == "lstm_1.weight_ih");
        for (int row = 0; row < weight.Shape[0]; row++)
            weight.Values[row * SampleModels.Features + 2] = weight.Values[row * SampleModels.Features];
        model.Parameters.MarkChanged();
        double[] input = SampleModels.Input;
        double[] baseline = SampleModels.Baseline;
        for (int step = 0; step < SampleModels.Steps; step++)
        {
            input[step * SampleModels.Features + 2] = input[step * SampleModels.Features];
            baseline[step * SampleModels.Features + 2] = baseline[step * SampleModels.Features];
        }

        Attribution answer = new IntegratedGradients().Explain(new ModelQuestion<double>([model], SampleModels.Steps, 0), input, baseline, TestContext.Current.CancellationToken);
        for (int step = 0; step < SampleModels.Steps; step++)
            Assert.Equal(answer.Values[step, 0], answer.Values[step, 2], Tolerances.Exact);
    }

    [Fact]
    public void The_fast_way_and_the_Riemann_sum_of_the_paper_agree()
    {
        // Equation 3 of the paper, at the midpoints of 2000 intervals: its error is about (1/2000)²/24 times the curvature.
        const int Intervals = 2000;
        (double, double)[] midpoints = [.. Enumerable.Range(0, Intervals).Select(n => ((n + 0.5) / Intervals, 1.0 / Intervals))];
        double[] slow = PathIntegral(Lstm(), midpoints).Values;
        double[] fast = [.. Ask(new IntegratedGradients(), Lstm()).Values.Cast<double>()];
        Assert.All(slow.Zip(fast), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        Assert.Contains(fast, value => Math.Abs(value) > 0.01);
    }

    [Fact]
    public void The_midpoint_rule_errs_as_one_over_the_square_of_the_points()
    {
        // Twice the points leave a quarter of the gap; the next term of the error is of the fourth order.
        double[] ends = new double[2];
        Lstm().Evaluate([.. SampleModels.Input, .. SampleModels.Baseline], ends);
        double[] gaps = [.. new[] { 32, 64, 128 }.Select(points =>
            ends[0] - ends[1] - Integral.Integrate(Lstm(), SampleModels.Baseline, SampleModels.Input, QuadratureRule.Midpoint, points).Sum())];
        Assert.True(Math.Abs(gaps[2]) > 1e-8, $"gaps {string.Join(", ", gaps)}");
        Assert.Equal(4, gaps[0] / gaps[1], 0.05);
        Assert.Equal(4, gaps[1] / gaps[2], 0.05);
    }

    [Fact]
    public void Both_rules_agree_and_are_named_in_the_settings()
    {
        Attribution fast = Ask(new IntegratedGradients(), Lstm());
        Attribution midpoint = Ask(new IntegratedGradients { Rule = QuadratureRule.Midpoint, Points = 512 }, Lstm());
        Assert.All(fast.Values.Cast<double>().Zip(midpoint.Values.Cast<double>()), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
        Assert.StartsWith("Gauss-Legendre", fast.Settings, StringComparison.Ordinal);
        Assert.StartsWith("midpoint rule", midpoint.Settings, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(513)]
    public void The_number_of_points_has_bounds(int points) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new IntegratedGradients { Points = points });

    private static ModelQuestion<double> Lstm() => new([SampleModels.Lstm<double>()], SampleModels.Steps, 0);

    private static (double, double)[] Quadrature(int points)
    {
        (double[] nodes, double[] weights) = GaussLegendre.OnUnitInterval(points);
        return [.. nodes.Zip(weights)];
    }

    // Asks for one gradient at a time, without batches.
    private static (double[] Values, double Gap) PathIntegral(ModelQuestion<double> question, (double Node, double Weight)[] rule)
    {
        double[] input = SampleModels.Input;
        double[] baseline = SampleModels.Baseline;
        double[] values = new double[input.Length];
        double[] gradient = new double[input.Length];
        double[] answer = new double[1];
        foreach ((double node, double weight) in rule)
        {
            question.EvaluateGradient([.. input.Zip(baseline, (x, b) => b + node * (x - b))], answer, gradient);
            for (int n = 0; n < values.Length; n++)
                values[n] += weight * gradient[n] * (input[n] - baseline[n]);
        }

        double[] ends = new double[2];
        question.Evaluate([.. input, .. baseline], ends);
        return (values, ends[0] - ends[1] - values.Sum());
    }

    private static Attribution Ask(IntegratedGradients method, IExplainable question) =>
        method.Explain(question, SampleModels.Input, SampleModels.Baseline, TestContext.Current.CancellationToken);
}
