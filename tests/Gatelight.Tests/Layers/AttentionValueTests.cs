using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Tests.Layers;

/// <summary>Attention with weights of 3/4 and 1/4, worked out by hand: scores of ln 3 and 0 have the softmax (3, 1) / 4.</summary>
public sealed class AttentionValueTests
{
    private static readonly double Log3 = Math.Log(3);

    [Fact]
    public void DotScoresAreProducts()
    {
        // Scores (1, 0)·(ln 3, 5) = ln 3 and (1, 0)·(0, 1) = 0.
        Model<double> model = Build(new MultiplicativeAttention(), 2, 2);
        double[] context = model.Predict(Sequence(2, 1, 0), Sequence(2, Log3, 5, 0, 1));
        AssertClose([0.75 * Log3, 0.75 * 5 + 0.25 * 1], context);
        AssertClose([0.75, 0.25], Weights(model));
    }

    [Fact]
    public void ScaledScoresAreDividedByTheRootOfTheWidth()
    {
        // Four features: 2·ln 3 / √4 = ln 3.
        Model<double> model = Build(new MultiplicativeAttention { Score = AttentionScore.ScaledDot }, 4, 4);
        double[] context = model.Predict(Sequence(4, 2, 0, 0, 0), Sequence(4, Log3, 0, 0, 8, 0, 0, 0, 4));
        AssertClose([0.75 * Log3, 0, 0, 0.75 * 8 + 0.25 * 4], context);
    }

    [Fact]
    public void GeneralScoresPassThroughAMatrix()
    {
        // W·q = (0, 1)ᵀ for q = (2, 3) and W = ((3, -2), (2, -1)): scores are the second feature of the memory.
        Model<double> model = Build(new MultiplicativeAttention { Score = AttentionScore.General }, 2, 2);
        model.Parameters.Load([3, -2, 2, -1]);
        double[] context = model.Predict(Sequence(2, 2, 3), Sequence(2, 1, Log3, 5, 0));
        AssertClose([0.75 * 1 + 0.25 * 5, 0.75 * Log3], context);
    }

    [Fact]
    public void AdditiveScoresPassThroughATanh()
    {
        // W_q = 2, W_m = 1, v = ln 3 / tanh 1: with q = 1 the scores of -1 and -2 are v·tanh(1) = ln 3 and v·tanh(0) = 0.
        Model<double> model = Build(new AdditiveAttention(1), 1, 1);
        model.Parameters.Load([2, 1, Log3 / Math.Tanh(1)]);
        double[] context = model.Predict(Sequence(1, 1), Sequence(1, -1, -2));
        AssertClose([0.75 * -1 + 0.25 * -2], context);
    }

    [Fact]
    public void PoolingNeedsNoQuery()
    {
        // W = 1, b = 3, v = ln 3 / tanh 1: the scores of -2 and -3 are ln 3 and 0.
        Model<double> model = new Sequential(new SelfAttentionPooling(1)).ToArchitecture(LayerShape.Sequence(1)).Build<double>();
        model.Parameters.Load([1, 3, Log3 / Math.Tanh(1)]);
        AssertClose([0.75 * -2 + 0.25 * -3], model.Predict(Sequence(1, -2, -3)));
        AssertClose([0.75, 0.25], Weights(model));
    }

    [Fact]
    public void GivenScoresAreWeighedAsTheyAre()
    {
        ModelGraph graph = new();
        GraphSource scores = graph.Input(LayerShape.Sequence(1));
        GraphSource values = graph.Input(LayerShape.Sequence(2));
        Model<double> model = graph.ToArchitecture(graph.Add(new AttentionPooling(), scores, values)).Build<double>();
        // Scores of ln 3 + 7 and 7: what all steps have alike changes nothing.
        AssertClose([0.75 * 4 + 0.25 * 8, 0.75 * -2 + 0.25 * 6], model.Predict(Sequence(1, Log3 + 7, 7), Sequence(2, 4, -2, 8, 6)));
        AssertClose([0.75, 0.25], Weights(model));
    }

    [Fact]
    public void ScoresOnATimeAxisOfTheirOwnAreRefused()
    {
        ModelGraph graph = new();
        GraphSource scores = graph.Input(LayerShape.Sequence(1, axis: 1));
        GraphSource values = graph.Input(LayerShape.Sequence(2));
        LayerException error = Assert.Throws<LayerException>(() => graph.ToArchitecture(graph.Add(new AttentionPooling(), scores, values)).Build<double>());
        Assert.Contains("values on the time axis of its scores, [B, T1, 1], which [B, T, 2] are not", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ACausalStepSeesNothingAfterIt()
    {
        ModelGraph graph = new();
        GraphSource both = graph.Input(LayerShape.Sequence(1));
        Model<double> model = graph.ToArchitecture(graph.Add(new MultiplicativeAttention { IsCausal = true }, both, both)).Build<double>();
        // Step 2 asks with 1: its scores are those of (1 + ln 3, 1), ln 3 apart.
        double[] context = model.Predict(Sequence(1, 1 + Log3, 1, 7));
        AssertClose([1 + Log3, 0.75 * (1 + Log3) + 0.25], context[..2]);
        AssertClose([1, 0, 0, 0.75, 0.25, 0], Weights(model)[..6]);
    }

    [Fact]
    public void AnEmptyMemoryGivesAZeroContext()
    {
        Model<double> model = Build(new AdditiveAttention(2), 1, 1);
        double[] context = model.Predict(
            new Batch<double>(new[] { 1.0, 2, 3, 4 }, 2, 2, 1), new Batch<double>(new[] { 5.0, 6, 7, 7 }, 2, 2, 1, new[] { 0, 2 }));
        Assert.Equal([0, 0, 7, 7], context.Select(value => Math.Round(value, 12)));
        Assert.Empty(Assert.Single(model.Trace(0).OfType<AttentionTrace>()).Weights);
    }

    [Fact]
    public void EachSampleIsTracedInItsOwnTime()
    {
        Model<float> model = Architecture(new AdditiveAttention(3), 2, 2).Build<float>(seed: 3);
        int[] queryLengths = [1, 3, 2];
        int[] memoryLengths = [4, 2, 0];
        float[] values = [.. GradientCheck.Normals(new SeededRandom(1), 3 * 4 * 2).Select(value => (float)value)];
        model.Forward(new Batch<float>(values.AsMemory(0, 3 * 3 * 2), 3, 3, 2, queryLengths), new Batch<float>(values, 3, 4, 2, memoryLengths));
        for (int sample = 0; sample < 3; sample++)
        {
            AttentionTrace trace = Assert.Single(model.Trace(sample).OfType<AttentionTrace>());
            Assert.Equal(Enumerable.Range(0, queryLengths[sample]), trace.QueryTimes);
            Assert.Equal(Enumerable.Range(0, memoryLengths[sample]), trace.MemoryTimes);
            for (int query = 0; query < trace.Weights.GetLength(0) && memoryLengths[sample] > 0; query++)
                Assert.Equal(1, trace.MemoryTimes.Sum(step => trace.Weights[query, step]), Tolerances.SinglePrecision);
        }

        // What the context was made of, in the caller's order: the first sample's only query.
        AttentionTrace first = model.Trace(0).OfType<AttentionTrace>().Single();
        float[] context = new float[model.OutputLength];
        model.CopyOutput(context);
        Assert.Equal(Enumerable.Range(0, 4).Sum(step => first.Weights[0, step] * values[step * 2]), context[0], Tolerances.SinglePrecision);
    }

    [Fact]
    public void AMaskedMemoryIsAsIfItsStepsWereNotThere()
    {
        ModelGraph graph = new();
        GraphSource query = graph.Input(LayerShape.Sequence(2, axis: 1));
        GraphSource memory = graph.Add(new SkipZeros(), graph.Input(LayerShape.Sequence(2)));
        Model<double> masked = graph.ToArchitecture(graph.Add(new AdditiveAttention(3), query, memory)).Build<double>(seed: 2);
        Model<double> plain = Build(new AdditiveAttention(3), 2, 2);
        plain.Parameters.Load(masked.Parameters.Values);
        double[] expected = plain.Predict(Sequence(2, 0.3, 0.4), Sequence(2, 1, 2, 3, 4));
        Assert.Equal(expected, masked.Predict(Sequence(2, 0.3, 0.4), Sequence(2, 0, 0, 1, 2, 0, 0, 3, 4)));
        AttentionTrace trace = Assert.Single(masked.Trace().OfType<AttentionTrace>());
        Assert.Equal([1, 3], trace.MemoryTimes);
        Assert.Equal(2, trace.Weights.Length);
    }

    private static Model<double> Build(Layer layer, int query, int memory) => Architecture(layer, query, memory).Build<double>(seed: 1);

    private static ModelArchitecture Architecture(Layer layer, int query, int memory)
    {
        ModelGraph graph = new();
        GraphSource asking = graph.Input(LayerShape.Sequence(query, axis: 1));
        return graph.ToArchitecture(graph.Add(layer, asking, graph.Input(LayerShape.Sequence(memory))));
    }

    private static Batch<double> Sequence(int width, params double[] values) => new(values, 1, values.Length / width, width);

    private static double[] Weights(Model<double> model) =>
        [.. Assert.Single(model.Trace().OfType<AttentionTrace>()).Weights.Cast<double>()];

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int n = 0; n < expected.Length; n++)
            Assert.Equal(expected[n], actual[n], Tolerances.Exact);
    }
}
