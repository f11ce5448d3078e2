namespace Gatelight.Explain.Tests;

public class PartialDependenceTests
{
    // F = x₀·y₀ + 10·x₁ over two steps of (x, y).
    private static readonly FunctionQuestion Question = new(2, 2, x => x[0] * x[1] + 10 * x[2], x => [x[1], x[0], 10, 0]);
    private static readonly double[][] Inputs = [[1, 2, 3, 4], [2, 6, 5, 8]];

    [Fact]
    public void One_value_takes_the_axis_and_the_mean_has_its_error()
    {
        DependenceCurve curve = new PartialDependence { Feature = 0, Step = 0 }.Over(Question, Inputs, [0, 1.5], TestContext.Current.CancellationToken);
        Assert.Equal([30, 33, 50, 59], curve.Individual.Cast<double>());
        Assert.Equal([40, 46], curve.Mean);
        Assert.Equal([10, 13], curve.StandardErrors.Select(error => Math.Round(error, 10)));
    }

    [Fact]
    public void A_feature_may_change_at_every_step_or_be_shifted()
    {
        Assert.Equal([14, 32], new PartialDependence().Over(Question, Inputs[..1], [1.1666666666666667, 2.6666666666666665], TestContext.Current.CancellationToken).Mean.Select(value => Math.Round(value, 10)));
        Assert.Equal([32, 44], new PartialDependence { Change = WhatIfChange.Add }.Over(Question, Inputs[..1], [0, 1], TestContext.Current.CancellationToken).Mean);
    }

    [Fact]
    public void The_axis_runs_over_the_values_that_were_seen()
    {
        DependenceCurve replaced = new PartialDependence().Over(Question, Inputs, points: 5, TestContext.Current.CancellationToken);
        Assert.Equal([1, 2, 3, 4, 5], replaced.Axis);
        DependenceCurve last = new PartialDependence { Step = 1, Change = WhatIfChange.Add }.Over(Question, Inputs, points: 3, TestContext.Current.CancellationToken);
        Assert.Equal([-1, 0, 1], last.Axis);
        Assert.Equal((32 + 62) / 2.0, last.Mean[1]);
    }

    [Fact]
    public void A_place_that_does_not_exist_is_refused()
    {
        Refused(new PartialDependence { Feature = 2 }, Inputs, "no feature 2.");
        Refused(new PartialDependence { Step = 2 }, Inputs, "no feature 0 at step 2");
        Refused(new PartialDependence(), [], "at least one input");
    }

    private static void Refused(PartialDependence dependence, double[][] inputs, string expected) =>
        Assert.Contains(expected, Assert.Throws<ExplanationException>(() => dependence.Over(Question, inputs, cancellation: TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
}
