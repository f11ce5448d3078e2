namespace Gatelight.Explain.Tests;

/// <summary>What every method keeps to that asks the model again.</summary>
public class PerturbationMethodTests
{
    public static TheoryData<string> Asking => [.. AttributionMethods.All.Where(method => method.Family == MethodFamily.Asking).Select(method => method.Name)];

    [Theory]
    [MemberData(nameof(Asking))]
    public void A_constant_answer_gives_zeros(string name)
    {
        FunctionQuestion question = new(SampleModels.Steps, SampleModels.Features, _ => 4.5, x => new double[x.Length]);
        Attribution answer = AttributionMethods.Find(name).Explain(question, SampleModels.Input, SampleModels.Baseline, TestContext.Current.CancellationToken);
        Assert.All(answer.Values.Cast<double>(), value => Assert.Equal(0, value, Tolerances.Complete));
        Assert.All(answer.StandardErrors?.Cast<double>() ?? [], error => Assert.Equal(0, error));
        Assert.True(answer.IsFlat);
        Assert.StartsWith("There is nothing to explain", Assert.Single(answer.Warnings), StringComparison.Ordinal);
        Assert.Equal(4.5, answer.Prediction);
    }

    [Theory]
    [MemberData(nameof(Asking))]
    public void What_has_no_say_gets_nothing_and_the_settings_are_said(string name)
    {
        // Feature 2 is not read, and neither are steps 0 to 2.
        double[] weights = [.. SampleModels.Normals(8).Select((weight, n) => n % 3 == 2 || n < 9 ? 0 : weight)];
        Attribution answer = AttributionMethods.Find(name).Explain(
            FunctionQuestion.Linear(SampleModels.Steps, SampleModels.Features, 1, weights), SampleModels.Input, SampleModels.Baseline, TestContext.Current.CancellationToken);
        for (int step = 0; step < 3; step++)
        {
            for (int feature = 0; feature < 3; feature++)
                Assert.Equal(0, answer.Values[step, feature], 1e-3); // LIME's ridge leaves a trace of its neighbours
        }

        Assert.Contains(answer.Values.Cast<double>(), value => Math.Abs(value) > 0.01);
        Assert.NotEmpty(answer.Settings);
    }

    [Fact]
    public void A_budget_of_nothing_is_refused_in_one_line()
    {
        Func<object>[] makers =
        [
            () => new Occlusion { Budget = 0 }, () => new Ablation { Budget = -1 }, () => new Lime { Budget = 0 }, () => new KernelShap { Budget = 0 },
            () => new ShapleySampling { Budget = 0 }, () => new ExactShapley { Budget = -5 }, () => new OwenValues { Budget = 0 }, () => new TimeShap { Budget = 0 },
            () => new PermutationImportance { Budget = 0 }, () => new CounterfactualSearch { Budget = 0 },
        ];
        foreach (Func<object> maker in makers)
        {
            string message = Assert.Throws<ExplanationException>(maker).Message;
            Assert.Contains("asks nothing; give a budget of at least 1", message, StringComparison.Ordinal);
            Assert.DoesNotContain(message, char.IsControl);
        }
    }

    [Theory]
    [MemberData(nameof(Asking))]
    public void A_cancellation_on_the_way_is_obeyed(string name)
    {
        using CancellationTokenSource source = new();
        int asked = 0;
        FunctionQuestion question = new(SampleModels.Steps, SampleModels.Features, x =>
        {
            if (++asked == 3)
                source.Cancel();
            return x[0] * x[1];
        }, x => x);
        Assert.ThrowsAny<OperationCanceledException>(() => AttributionMethods.Find(name).Explain(question, SampleModels.Input, SampleModels.Baseline, source.Token));
        Assert.InRange(asked, 3, 3 + 256 + 2);
    }

    [Fact]
    public void Progress_rises_to_what_was_asked()
    {
        List<ExplanationProgress> seen = [];
        Attribution answer = new KernelShap { Players = Players.Cells, Budget = 900, Tolerance = 0, Progress = new Collector(seen) }.Explain(
            new ModelQuestion<double>([SampleModels.Lstm<double>()], SampleModels.Steps, 1), SampleModels.Input, SampleModels.Baseline, TestContext.Current.CancellationToken);
        Assert.Equal(seen.Select(progress => progress.Asked).Order().Distinct(), seen.Select(progress => progress.Asked));
        Assert.Equal(answer.Passes, seen[^1].Asked);
        Assert.All(seen, progress => Assert.Equal(900, progress.Budget));
    }

    [Fact]
    public void Draws_are_averaged_and_their_error_is_said()
    {
        double[][] background = [.. Enumerable.Range(0, 5).Select(n => SampleModels.Normals(50 + n))];
        double[] weights = SampleModels.Normals(1);
        Attribution answer = new Occlusion { Filler = Filler.Draws, Background = background, Draws = 5 }.Explain(
            FunctionQuestion.Linear(7, 3, 0, weights), SampleModels.Input, [], TestContext.Current.CancellationToken);
        for (int n = 0; n < weights.Length; n++)
        {
            double mean = background.Average(sample => sample[n]);
            double deviation = Math.Sqrt(background.Sum(sample => Math.Pow(sample[n] - mean, 2)) / 4);
            Assert.Equal(weights[n] * (SampleModels.Input[n] - mean), answer.Values[n / 3, n % 3], Tolerances.Complete);
            Assert.Equal(Math.Abs(weights[n]) * deviation / Math.Sqrt(5), answer.StandardErrors![n / 3, n % 3], Tolerances.Complete);
        }

        Assert.Equal(1 + 5 + 5 * 21, answer.Passes);
        Assert.False(new Occlusion { Filler = Filler.Draws }.UsesBaseline);
        Assert.Contains("needs a background sample", Assert.Throws<ExplanationException>(() => new Occlusion { Filler = Filler.Draws }.Explain(
            FunctionQuestion.Linear(7, 3, 0, weights), SampleModels.Input, [], TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
    }

    private sealed class Collector(List<ExplanationProgress> seen) : IProgress<ExplanationProgress>
    {
        public void Report(ExplanationProgress value) => seen.Add(value);
    }
}
