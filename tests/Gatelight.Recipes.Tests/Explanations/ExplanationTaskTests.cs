using Gatelight.Data;
using Gatelight.Explain;
using Gatelight.Recipes.ClassicTasks;
using Gatelight.Recipes.Explanations;

namespace Gatelight.Recipes.Tests.Explanations;

/// <summary>The tasks whose right explanation is known: their sequences are those of the definitions, and small ones reach what their page claims.</summary>
public sealed class ExplanationTaskTests
{
    [Fact]
    public void MarkedNumbersAreTheSummands()
    {
        TrainingSet set = MarkedNumbers.Draw(count: 300, new SeededRandom(1));

        for (int n = 0; n < set.Count; n++)
        {
            int length = set.Inputs[0].Lengths![n];
            Assert.InRange(length, 4, 10);
            float[][] steps = [.. set.Inputs[0].Values.AsSpan(n * 20, length * 2).ToArray().Chunk(2)];
            Assert.All(steps, step => Assert.True(step[0] == 0 ^ step[1] == 0));
            Assert.All(steps, step => Assert.InRange(Math.Abs(step[0] + step[1]), 0.5, 1));
            float[] marked = [.. steps.Select(step => step[1]).Where(number => number != 0)];
            Assert.Equal(2, marked.Length);
            Assert.Equal(marked[0] + marked[1], set.Targets[0].Values[n]);
        }

        Assert.Equal(7, set.Inputs[0].Lengths!.Distinct().Count());
        Assert.Contains(set.Targets[0].Values, target => target > 1.5);
        Assert.Contains(set.Targets[0].Values, target => target < -1.5);
    }

    [Fact]
    public void RelevancesThatAreTheNumbersCorrelateFully()
    {
        TrainingSet set = MarkedNumbers.Draw(count: 50, new SeededRandom(2));
        (double correlation, _) = MarkedNumbers.Score(new EachNumber(), SmallModel(), set, TestContext.Current.CancellationToken);
        (double opposite, double error) = MarkedNumbers.Score(new EachNumber { Factor = -1 }, SmallModel(), set, TestContext.Current.CancellationToken);

        Assert.Equal(1, correlation, 1e-12);
        Assert.Equal(-1, opposite, 1e-12);
        Assert.Equal(set.Targets[0].Values.Average(sum => (double)sum * sum), error, 1e-6);
    }

    [Fact]
    public void AModelOfOneUnitIsExplainedNumberByNumber()
    {
        Dictionary<string, double> figures = Figures(new MarkedNumbers());

        Assert.InRange(figures["validation error"], 0, 1e-4);
        Assert.InRange(figures["integrated gradients: correlation with the numbers"], 0.9999, 1);
        Assert.InRange(figures["integrated gradients: error of the sum"], 0, 1e-5);
        Assert.InRange(figures["occlusion: correlation with the numbers"], 0.9997, 1);
    }

    [Fact]
    public void TheFewValuesAreFoundAndNoOthers()
    {
        foreach ((string name, double value) in Figures(new RareValues()))
        {
            if (name.EndsWith("AUP", StringComparison.Ordinal))
                Assert.InRange(value, 0.9995, 1);
            else
                Assert.InRange(value, 0.1, name.Contains("permutation", StringComparison.Ordinal) ? 0.2 : 0.16); // |x² - x′²| spreads less widely than x²
        }
    }

    [Theory, InlineData(false), InlineData(true)]
    public void AFewValuesCount(bool isRareTime)
    {
        bool[,] counts = RareValues.DrawCounting(isRareTime, new SeededRandom(3));
        int[] steps = [.. Enumerable.Range(0, 50).Where(t => Enumerable.Range(0, 50).Any(k => counts[t, k]))];
        int[] features = [.. Enumerable.Range(0, 50).Where(k => Enumerable.Range(0, 50).Any(t => counts[t, k]))];

        Assert.Equal(isRareTime ? 5 : 25, steps.Length);
        Assert.Equal(isRareTime ? 25 : 5, features.Length);
        Assert.Equal(steps.Length - 1, steps[^1] - steps[0]);
        Assert.Equal(125, counts.Cast<bool>().Count(value => value));
        Assert.Equal(12, isRareTime ? features[0] : steps[0]);
    }

    [Fact]
    public void ArmaSeriesHaveTheCovariancesOfTheirDefinition()
    {
        double[][] inputs = [.. Enumerable.Range(1, 40).Select(seed => RareValues.Draw(new SeededRandom((ulong)seed)))];
        double Covariance(int lag) => inputs.Average(x => Enumerable.Range(0, 2500 - 50 * lag).Average(n => x[n] * x[n + 50 * lag]));

        // Yule and Walker: γ1 = -γ0/4 - γ1/10 - γ2/20, γ2 = -γ1/4 - γ0/10 - γ1/20, γ0 = 1 - γ1/4 - γ2/10 - γ3/20, γ3 = -γ2/4 - γ1/10 - γ0/20.
        Assert.Equal(1.0646, Covariance(0), 0.02);
        Assert.Equal(-0.2404, Covariance(1), 0.02);
        Assert.Equal(-0.0343, Covariance(2), 0.02);
    }

    [Fact]
    public void TheWhiteBoxHasTheGradientOfItsSquares()
    {
        SquaresOfAFew box = new(new bool[,] { { true, false }, { false, true } });
        double[] answers = new double[2];
        double[] gradients = new double[8];
        box.EvaluateGradient([1, 2, 3, 4, -1, 5, 6, 0.5], answers, gradients);

        Assert.Equal([17, 1.25], answers);
        Assert.Equal([2, 0, 0, 8, -2, 0, 0, 1], gradients);
    }

    [Fact]
    public void AreasOverTheThresholdAreThoseOfTheCurvesByHand()
    {
        // Thresholds 0, 0.5 and 1: precision 2/4, 2/3, 1; recall 1, 1, 1/2.
        ThresholdAreas areas = ThresholdAreas.Of([0, 0.5, 1, 0.5], [false, true, true, false]);
        Assert.Equal(0.5 * (0.5 + 2.0 / 3) / 2 + 0.5 * (2.0 / 3 + 1) / 2, areas.Precision, 1e-12);
        Assert.Equal(0.5 * (1 + 1) / 2 + 0.5 * (1 + 0.5) / 2, areas.Recall, 1e-12);
    }

    [Fact]
    public void TheHiddenStateDecidesWhichFeatureCounts()
    {
        (TrainingSet set, bool[] counted) = HiddenMarkov.Draw(count: 200, steps: 200, new SeededRandom(4));
        Assert.All(counted.Chunk(3), step => Assert.True(!step[0] && step[1] ^ step[2]));
        Assert.Equal([0.1, 1.6, 0.5], Means(step => step[1]));
        Assert.Equal([-0.1, -0.4, -1.5], Means(step => step[2]));
        bool[] states = [.. counted.Chunk(3).Select(step => step[2])];
        int[] inZero = [.. Enumerable.Range(0, states.Length - 1).Where(n => !states[n] && n % 200 != 199)];
        Assert.Equal(0.05, inZero.Average(n => states[n + 1] ? 1.0 : 0), 0.01);

        // Where the feature that counts is near 0.5 the label is 1 with probability 1 / (1 + 1/e) = 0.731.
        int[] near = [.. Enumerable.Range(0, states.Length).Where(n => Math.Abs(set.Inputs[0].Values[3 * n + (states[n] ? 2 : 1)] - 0.5) < 0.1)];
        Assert.Equal(0.731, near.Average(n => set.Targets[0].Values[n]), 0.03);

        double[] Means(Func<bool[], bool> isState)
        {
            int[] rows = [.. counted.Chunk(3).Select((step, n) => (step, n)).Where(pair => isState(pair.step)).Select(pair => pair.n)];
            return [.. Enumerable.Range(0, 3).Select(k => Math.Round(rows.Average(n => (double)set.Inputs[0].Values[3 * n + k]), 1))];
        }
    }

    [Fact]
    public void ASmallNetworkIsSeenToLookAtTheRightFeature()
    {
        Dictionary<string, double> figures = Figures(new HiddenMarkov { Steps = 50, TrainingCount = 400, TestCount = 20, HiddenSize = 16 });

        Assert.InRange(figures["labels: area under the ROC curve"], 0.9, 1);
        Assert.InRange(figures["integrated gradients: AUPRC"], 0.75, 1);
        Assert.InRange(figures["occlusion: AUPRC"], 0.75, 1);
    }

    [Fact]
    public void TheTermsOfRetainAddUpAndOthersAreHeldAgainstThem()
    {
        Dictionary<string, double> figures = Figures(new RetainTruth { TrainingCount = 1500, Epochs = 25 });

        Assert.InRange(figures["largest gap between RETAIN's terms and its answer"], 0, 1e-5);
        Assert.InRange(figures["mean squared error"], 0, 0.1); // 1.17 without a model
        Assert.InRange(figures["RETAIN's terms: correlation with the numbers"], 0.8, 1);
        Assert.InRange(figures["Integrated gradients: correlation with RETAIN's terms"], 0.5, 1);
    }

    private static Dictionary<string, double> Figures(ClassicTask task) =>
        task.Measure(1, TestContext.Current.CancellationToken).ToDictionary(figure => figure.Name, figure => figure.Value);

    private static Models.Model<float> SmallModel() => new Models.Sequential(new Recurrent.Lstm(1), new Layers.Dense(1)).Build(features: 2, seed: 1);

    // Says that the answer is 0 and each value is its own relevance, but for a factor.
    private sealed class EachNumber : IAttributionMethod
    {
        public double Factor { get; init; } = 1;

        public string Name => "each-number";

        public string Title => Name;

        public string Meaning => Name;

        public MethodFamily Family => MethodFamily.Looking;

        public bool UsesBaseline => false;

        public Attribution Explain(IExplainable question, ReadOnlySpan<double> input, ReadOnlySpan<double> baseline, CancellationToken cancellation = default)
        {
            double[,] values = new double[question.Steps, question.Features];
            for (int n = 0; n < input.Length; n++)
                values[n / question.Features, n % question.Features] = Factor * input[n];
            return new Attribution(Name, values, Prediction: 0, BaselinePrediction: 0, IsAdditive: false, Passes: 1);
        }
    }
}
