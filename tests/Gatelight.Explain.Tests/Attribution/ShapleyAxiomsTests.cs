namespace Gatelight.Explain.Tests;

/// <summary>What Shapley values are bound to, on functions whose values are known in closed form.</summary>
public class ShapleyAxiomsTests
{
    private static readonly double[] Input = [1, 2, 3, 4, 5];

    public static TheoryData<string> Names => [.. Methods.Keys];

    private static Dictionary<string, IAttributionMethod> Methods { get; } = new()
    {
        ["exact"] = new ExactShapley { Players = Players.Steps },
        ["kernel, all"] = new KernelShap { Players = Players.Steps },
        ["sampling"] = new ShapleySampling { Players = Players.Steps, Budget = 200 },
        ["owen"] = new OwenValues { Players = Players.Steps },
    };

    // 2·x₀x₁ is shared by two, 3·x₂ and -x₃ stand alone, x₄ has no say. The hierarchy of five is ((0 1) (2 (3 4))).
    [Theory]
    [MemberData(nameof(Names))]
    public void Pairs_share_alike_and_who_has_no_say_gets_nothing(string name)
    {
        Attribution answer = Ask(name, x => 7 + 2 * x[0] * x[1] + 3 * x[2] - x[3]);
        double[] expected = [2, 2, 9, -4, 0];
        Assert.All(expected.Zip(answer.Values.Cast<double>()), pair => Assert.Equal(pair.First, pair.Second, Tolerances.Complete));
        Assert.Equal(7, answer.BaselinePrediction);
        Assert.True(answer.IsAdditive);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_values_add_up_whatever_the_function(string name)
    {
        Attribution answer = Ask(name, Bent);
        Assert.Equal(0, answer.CompletenessGap, Tolerances.Complete);
        Assert.Contains(answer.Values.Cast<double>(), value => Math.Abs(value) > 0.01);
    }

    [Theory]
    [InlineData("exact")]
    [InlineData("kernel, all")]
    [InlineData("owen")]
    public void The_values_of_a_sum_are_the_sums_of_the_values(string name)
    {
        static double Other(double[] x) => x[0] * x[2] * x[4] - 3 * x[1];
        IEnumerable<double> apart = Ask(name, Bent).Values.Cast<double>().Zip(Ask(name, Other).Values.Cast<double>(), (a, b) => a + 2 * b);
        Assert.All(apart.Zip(Ask(name, x => Bent(x) + 2 * Other(x)).Values.Cast<double>()), pair => Assert.Equal(pair.First, pair.Second, Tolerances.Complete));
    }

    [Fact]
    public void Exact_values_are_those_of_a_game_worked_out_by_hand()
    {
        // The glove game: steps 0 and 1 hold left gloves, step 2 a right one; a pair is worth 1. Shapley: 1/6, 1/6, 2/3.
        FunctionQuestion question = new(3, 1, x => Math.Min(Math.Max(x[0], x[1]), x[2]), x => x);
        foreach (IAttributionMethod method in new IAttributionMethod[] { new ExactShapley(), new KernelShap() })
        {
            Attribution answer = method.Explain(question, [1, 1, 1], [0, 0, 0], TestContext.Current.CancellationToken);
            double[] expected = [1.0 / 6, 1.0 / 6, 2.0 / 3];
            Assert.All(expected.Zip(answer.Values.Cast<double>()), pair => Assert.Equal(pair.First, pair.Second, Tolerances.Complete));
        }
    }

    [Fact]
    public void Owen_values_are_those_of_a_game_worked_out_by_hand()
    {
        // The glove game where 1 and 2 join as a pair: 0 adds 1/2·0 + 1/2·0 = 0; 1 adds ½·½·(0 + 0) + ½·½·(1 + 0) = ¼, 2 the rest.
        FunctionQuestion question = new(3, 1, x => Math.Min(Math.Max(x[0], x[1]), x[2]), x => x);
        OwenValues method = new() { Players = Players.Steps, Hierarchy = PlayerTree.Join(PlayerTree.Leaf(0), PlayerTree.Join(PlayerTree.Leaf(1), PlayerTree.Leaf(2))) };
        Attribution answer = method.Explain(question, [1, 1, 1], [0, 0, 0], TestContext.Current.CancellationToken);
        double[] expected = [0, 0.25, 0.75];
        Assert.All(expected.Zip(answer.Values.Cast<double>()), pair => Assert.Equal(pair.First, pair.Second, Tolerances.Exact));
    }

    [Fact]
    public void A_not_B_is_the_difference_of_A_and_B()
    {
        foreach (IAttributionMethod method in new IAttributionMethod[] { new Occlusion(), new KernelShap { Players = Players.Steps }, new ExactShapley(), new OwenValues { Players = Players.Steps } })
        {
            double[] Ask(OutputTarget target) =>
                [.. method.Explain(new ModelQuestion<double>([SampleModels.Lstm<double>()], SampleModels.Steps, target), SampleModels.Input, SampleModels.Baseline, TestContext.Current.CancellationToken).Values.Cast<double>()];
            double[] difference = [.. Ask(0).Zip(Ask(1), (a, b) => a - b)];
            Assert.All(difference.Zip(Ask(new OutputTarget(0) { Against = 1 })), pair => Assert.Equal(pair.First, pair.Second, Tolerances.Complete));
            Assert.Contains(difference, value => value != 0);
        }
    }

    private static double Bent(double[] x) => Math.Tanh(x[0] * x[1] - x[2]) + Math.Sin(x[3] * x[1]) * x[4];

    private static Attribution Ask(string name, Func<double[], double> function) =>
        Methods[name].Explain(new FunctionQuestion(5, 1, function, x => x), Input, new double[5], TestContext.Current.CancellationToken);
}
