namespace Gatelight.Explain.Tests;

public class KernelShapTests : AttributionMethodConformance<KernelShap>
{
    [Fact]
    public void With_every_coalition_it_is_exact()
    {
        ModelQuestion<double> question = new([SampleModels.Lstm<double>()], SampleModels.Steps, 1, new ExponentialLink(0.1, 0.5));
        double[] exact = Values(new ExactShapley(), question);
        Attribution answer = Ask(new KernelShap { Players = Players.Steps }, question);
        Assert.All(exact.Zip(answer.Values.Cast<double>()), pair => Assert.Equal(pair.First, pair.Second, 1e-8));
        Assert.Equal(128, answer.Passes);
        Assert.Null(answer.StandardErrors);
        Assert.Null(answer.Seed);
        Assert.Contains("all coalitions", answer.Settings, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_drawn_is_right_within_the_errors_that_it_states()
    {
        // 20 cells against the definition. Deviations in units of the stated error have mean square 1 if the errors are right.
        FunctionQuestion question = new(12, 1, x => Math.Tanh(x[0] * x[1] * x[2] - x[3]) + Math.Abs(x[4] + x[5] - x[6]) * x[7] + Math.Sin(x[8] * x[9] * x[10] * x[11]), x => x);
        double[] input = SampleModels.Normals(5, 12);
        double[] exact = [.. new ExactShapley { Players = Players.Steps }.Explain(question, input, new double[12], TestContext.Current.CancellationToken).Values.Cast<double>()];
        double sum = 0;
        for (int seed = 0; seed < 40; seed++)
        {
            Attribution answer = new KernelShap { Players = Players.Steps, Budget = 400, Tolerance = 0, Seed = seed }.Explain(question, input, new double[12], TestContext.Current.CancellationToken);
            Assert.Equal(0, answer.CompletenessGap, Tolerances.Complete);
            Assert.True(answer.Passes <= 400);
            for (int n = 0; n < exact.Length; n++)
                sum += Math.Pow((answer.Values[n, 0] - exact[n]) / answer.StandardErrors![n, 0], 2) / (40 * exact.Length);
        }

        Assert.InRange(sum, 0.6, 1.5);
    }

    [Fact]
    public void A_seed_gives_its_bits_and_another_gives_others()
    {
        ModelQuestion<double> question = new([SampleModels.Lstm<double>()], SampleModels.Steps, 1);
        Attribution first = Ask(new KernelShap { Players = Players.Cells, Budget = 200, Seed = 4 }, question);
        Attribution again = Ask(new KernelShap { Players = Players.Cells, Budget = 200, Seed = 4 }, question);
        Attribution other = Ask(new KernelShap { Players = Players.Cells, Budget = 200, Seed = 5 }, question);
        Assert.Equal(SampleModels.Bits(first.Values), SampleModels.Bits(again.Values));
        Assert.Equal(SampleModels.Bits(first.StandardErrors!), SampleModels.Bits(again.StandardErrors!));
        Assert.NotEqual(SampleModels.Bits(first.Values), SampleModels.Bits(other.Values));
        Assert.Equal(4, first.Seed);
    }

    [Fact]
    public void A_budget_that_runs_out_is_said_and_one_that_suffices_is_not_used_up()
    {
        ModelQuestion<double> question = new([SampleModels.Lstm<double>()], SampleModels.Steps, 1);
        Attribution poor = Ask(new KernelShap { Players = Players.Cells, Budget = 80, Tolerance = 1e-4 }, question);
        Assert.Contains("The budget of 80 inputs ran out", Assert.Single(poor.Warnings), StringComparison.Ordinal);
        Attribution rich = Ask(new KernelShap { Players = Players.Cells, Budget = 100_000, Tolerance = 0.02 }, question);
        Assert.Empty(rich.Warnings);
        Assert.InRange(rich.Passes, 100, 20_000);
    }

    [Fact]
    public void Too_small_a_budget_is_refused_with_what_is_needed()
    {
        ModelQuestion<double> question = new([SampleModels.Lstm<double>()], SampleModels.Steps, 1);
        string message = Assert.Throws<ExplanationException>(() => Ask(new KernelShap { Players = Players.Cells, Budget = 43 }, question)).Message;
        Assert.Contains("needs to ask about 44 inputs and the budget is 43", message, StringComparison.Ordinal);
        Assert.NotNull(Ask(new KernelShap { Players = Players.Cells, Budget = 44 }, question));
    }

    [Fact]
    public void A_step_shares_its_value_equally_with_its_features()
    {
        Attribution answer = Ask(new KernelShap { Players = Players.Steps }, new ModelQuestion<double>([SampleModels.Lstm<double>()], SampleModels.Steps, 1));
        for (int step = 0; step < SampleModels.Steps; step++)
            Assert.True(answer.Values[step, 0] == answer.Values[step, 1] && answer.Values[step, 0] == answer.Values[step, 2]);
        Assert.Contains("players steps, each shared equally by its cells; filler baseline", answer.Settings, StringComparison.Ordinal);
    }

    private static double[] Values(IAttributionMethod method, IExplainable question) =>
        [.. Ask(method, question).Values.Cast<double>()];

    private static Attribution Ask(IAttributionMethod method, IExplainable question) =>
        method.Explain(question, SampleModels.Input, SampleModels.Baseline, TestContext.Current.CancellationToken);
}
