using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Explain.Tests;

/// <summary>Steps that a model masks get no relevance from any method, whatever the baseline holds there.</summary>
public class PaddingTests
{
    private const double Pad = -1;
    private const int Steps = 6;
    private const int Features = 2;
    private static readonly int[] Padded = [0, 1, 4];

    // Filled in, a padded step would be a step that the model reads; the baseline has steps of its own everywhere.
    private static readonly double[] Baseline = SampleModels.Normals(41, Steps * Features);
    private static readonly double[][] Background = [.. Enumerable.Range(0, 4).Select(n => SampleModels.Normals(60 + n, Steps * Features))];

    public static TheoryData<string> Names => [.. Methods.Keys];

    private static Dictionary<string, IAttributionMethod> Methods { get; } = new(
        AttributionMethods.All.Where(method => method is not AttentionWeights).Select(method => new KeyValuePair<string, IAttributionMethod>(method.Name, method)), StringComparer.Ordinal)
    {
        ["input-x-gradient from the baseline"] = new InputTimesGradient { FromBaseline = true },
        ["temporal-integrated-gradients, past only"] = new TemporalIntegratedGradients { Context = TemporalContext.PastOnly },
        ["gradient-shap, background"] = new GradientShap { Background = Background },
        ["occlusion, zero"] = new Occlusion { Filler = Filler.Zero },
        ["occlusion, last value"] = new Occlusion { Filler = Filler.LastValue },
        ["occlusion, interpolation"] = new Occlusion { Filler = Filler.Interpolation },
        ["occlusion, mean"] = new Occlusion { Filler = Filler.Mean, Background = Background },
        ["occlusion, draws"] = new Occlusion { Filler = Filler.Draws, Background = Background },
        ["kernel-shap, drawn"] = new KernelShap { Players = Players.Cells, Budget = 40, Tolerance = 0 },
        ["shapley-sampling, steps"] = new ShapleySampling { Players = Players.Steps, Budget = 60 },
        ["lime, windows"] = new Lime { Players = Players.Windows(2) },
        ["smooth-grad over integrated gradients"] = new SmoothGrad { Inner = new IntegratedGradients { Points = 4 }, Samples = 4 },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Padding_gets_nothing(string name)
    {
        Attribution answer = Methods[name].Explain(Ask(), Input(), Baseline, TestContext.Current.CancellationToken);
        foreach (int step in Padded)
            Assert.All(Enumerable.Range(0, answer.Values.GetLength(1)), column => Assert.Equal(0, answer.Values[step, column]));
        Assert.Contains(answer.Values.Cast<double>(), value => value != 0);
        Assert.False(answer.IsGapTooLarge);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_but_padding_is_refused_in_one_line(string name)
    {
        string message = Assert.Throws<ExplanationException>(
            () => Methods[name].Explain(Ask(), [.. Enumerable.Repeat(Pad, Steps * Features)], Baseline, TestContext.Current.CancellationToken)).Message;
        Assert.Contains("nothing but padding", message, StringComparison.Ordinal);
        Assert.DoesNotContain(message, char.IsControl);
    }

    [Fact]
    public void Measures_of_a_map_leave_the_padding_alone()
    {
        // A map that names padding alone takes nothing away, so nothing happens.
        double[,] map = new double[Steps, Features];
        foreach (int step in Padded)
            (map[step, 0], map[step, 1]) = (1, 1);
        TopCellScore top = new TopCells { Share = 0.5 }.Score(Ask(), Input(), Baseline, map);
        Assert.Equal(0, top.Comprehensiveness);
        Assert.Equal(0, new PerturbationTest { Levels = 2 }.Deletion(Ask(), Input(), Baseline, map, TestContext.Current.CancellationToken).Answers[1] - Answer(Input()));
        MaxSensitivity sensitivity = new() { Samples = 3 };
        Assert.True(sensitivity.Score(new IntegratedGradients(), Ask(), Input(), Baseline, TestContext.Current.CancellationToken).Value < 1);
    }

    [Fact]
    public void Counterfactuals_and_what_if_curves_leave_the_padding_alone()
    {
        double wished = Answer(Input()) + 0.02;
        Counterfactual found = new CounterfactualSearch { Background = Background }.FindValue(Ask(), Input(), wished, TestContext.Current.CancellationToken);
        Assert.True(found.IsFound);
        foreach (int step in Padded)
            Assert.Equal((Pad, Pad), (found.Input[step, 0], found.Input[step, 1]));

        DependenceCurve curve = new PartialDependence { Feature = 0 }.Over(Ask(), [Input()], [0.5], TestContext.Current.CancellationToken);
        double[] changed = Input();
        foreach (int step in new[] { 2, 3, 5 })
            changed[step * Features] = 0.5;
        Assert.Equal(Answer(changed), curve.Mean[0]);
    }

    [Fact]
    public void A_model_that_also_reads_the_steps_unmasked_has_no_padding()
    {
        ModelGraph graph = new();
        GraphSource input = graph.Input(LayerShape.Sequence(Features));
        GraphSource both = graph.Add(new Concatenate(), graph.Add(new Lstm(3), graph.Add(new Masking(Pad), input)), graph.Add(new Lstm(3), input));
        ModelQuestion<double> question = new([graph.ToArchitecture(graph.Add(new Dense(1), both)).Build<double>(3)], Steps, 0);
        Attribution answer = new Occlusion().Explain(question, Input(), Baseline, TestContext.Current.CancellationToken);
        Assert.NotEqual(0, answer.Values[0, 0]);
    }

    private static double[] Input()
    {
        double[] values = SampleModels.Normals(42, Steps * Features);
        foreach (int step in Padded)
            values.AsSpan(step * Features, Features).Fill(Pad);
        return values;
    }

    private static double Answer(double[] input)
    {
        double[] answer = new double[1];
        Ask().Evaluate(input, answer);
        return answer[0];
    }

    private static ModelQuestion<double> Ask() =>
        new([new Sequential(new Masking(Pad), new Lstm(4), new Dense(1)).ToArchitecture(LayerShape.Sequence(Features)).Build<double>(5)], Steps, 0);
}
