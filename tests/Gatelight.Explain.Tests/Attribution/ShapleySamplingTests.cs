namespace Gatelight.Explain.Tests;

public class ShapleySamplingTests : AttributionMethodConformance<ShapleySampling>
{
    [Fact]
    public void What_is_drawn_is_right_within_the_errors_that_it_states()
    {
        // Of normal errors 95 % lie within two standard errors; with 27 pairs of orders and a bent function a little fewer.
        FunctionQuestion question = new(12, 1, x => Math.Tanh(x[0] * x[1] * x[2] - x[3]) + Math.Abs(x[4] + x[5] - x[6]) * x[7] + Math.Sin(x[8] * x[9] * x[10] * x[11]), x => x);
        double[] input = SampleModels.Normals(5, 12);
        double[] exact = [.. new ExactShapley { Players = Players.Steps }.Explain(question, input, new double[12], TestContext.Current.CancellationToken).Values.Cast<double>()];
        int within = 0;
        for (int seed = 0; seed < 40; seed++)
        {
            Attribution answer = new ShapleySampling { Players = Players.Steps, Budget = 600, Tolerance = 0, Seed = seed }.Explain(question, input, new double[12], TestContext.Current.CancellationToken);
            within += Enumerable.Range(0, 12).Count(n => Math.Abs(answer.Values[n, 0] - exact[n]) <= 2 * answer.StandardErrors![n, 0] + Tolerances.Complete);
        }

        Assert.InRange(within / 480.0, 0.85, 0.99);
    }

    [Fact]
    public void Two_orders_in_both_directions_are_the_least()
    {
        FunctionQuestion question = FunctionQuestion.Linear(7, 3, 0, SampleModels.Normals(3));
        string message = Assert.Throws<ExplanationException>(() => Ask(question, 81)).Message;
        Assert.Contains("needs to ask about 82 inputs and the budget is 81", message, StringComparison.Ordinal);
        Assert.Contains("; 4 orders", Ask(question, 82).Settings, StringComparison.Ordinal);
    }

    private static Attribution Ask(FunctionQuestion question, int budget) =>
        new ShapleySampling { Players = Players.Cells, Budget = budget, Tolerance = 0 }.Explain(question, SampleModels.Input, SampleModels.Baseline, TestContext.Current.CancellationToken);
}
