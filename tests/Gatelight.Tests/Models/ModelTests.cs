using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Tests.Models;

public sealed class ModelTests
{
    [Fact]
    public void TheSummaryNamesLayersShapesAndParameters()
    {
        Model<float> model = new Sequential(new Lstm(32) { ReturnSequences = true }, new Dropout(0.1), new Lstm(8) { Name = "memory" }, new Dense(1)).Build(features: 3);
        // Lstm: 4·32·(3 + 32 + 1) and 4·8·(32 + 8 + 1); Dense: 8 + 1.
        Assert.Equal(
            """
            Layer      Kind     Output      Parameters  Reads
            input      Input    [B, T, 3]            0
            lstm_1     Lstm     [B, T, 32]       4,608  input
            dropout_1  Dropout  [B, T, 32]           0  lstm_1
            memory     Lstm     [B, 8]           1,312  dropout_1
            dense_1    Dense    [B, 1]               9  memory
            Parameters: 5,929
            """,
            model.Summary());
        Assert.Equal(5929, model.Parameters.Count);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("memory", "memory")]
    [InlineData("dense_1", null)]
    [InlineData("dense_2", null)]
    [InlineData(null, "dense_1")]
    public void NoTwoLayersHaveOneName(string? first, string? second)
    {
        ModelArchitecture architecture = new Sequential(new Dense(2) { Name = first }, new Dense(2) { Name = second }, new Dense(2), new Dense(2))
            .ToArchitecture(LayerShape.Vector(1));
        IReadOnlyList<string> names = architecture.LayerNames();
        Assert.Equal(4, names.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(first ?? "dense_1", names[0]);
        Model<float> model = architecture.Build<float>();
        Assert.Equal(8, model.Parameters.All.Select(parameter => parameter.Name).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void ASourceOfAnotherGraphIsRefused()
    {
        ModelGraph graph = new();
        ModelGraph other = new();
        GraphSource foreign = other.Input(LayerShape.Sequence(1));
        Assert.Throws<ArgumentException>(() => graph.Add(new Dense(1), foreign));
        Assert.Throws<ArgumentException>(() => graph.ToArchitecture(foreign));
    }

    [Fact]
    public void AGraphThatReadsAheadIsRefused()
    {
        ModelArchitecture ahead = new([LayerShape.Vector(1)], [new GraphNode(new Dense(1) { Name = "eager" }, [1])], 1);
        LayerException error = Assert.Throws<LayerException>(() => ahead.Build<float>());
        Assert.Contains("eager", error.Message, StringComparison.Ordinal);
        Assert.Throws<LayerException>(() => new ModelArchitecture([], [], 0).Build<float>());
        Assert.Throws<LayerException>(() => new ModelArchitecture([LayerShape.Vector(1)], [], 1).Build<float>());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void FewerThreadsThanOneAreRefused(int threads)
    {
        Model<float> model = new Sequential(new Dense(1)).Build(features: 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Threads = threads);
        Assert.Equal(1, model.Threads);
    }

    [Fact]
    public void BatchesThatDoNotFitAreRefused()
    {
        Model<float> model = new Sequential(new Lstm(2)).Build(features: 2);
        Assert.Throws<ArgumentException>(() => model.Predict());
        Assert.Throws<ArgumentException>(() => model.Predict(new Batch<float>(new float[6], 1, 2, 3)));
        Assert.Throws<ArgumentException>(() => model.Predict(new Batch<float>(new float[8], 2, 2, 2, new[] { 1 })));
        Assert.Throws<ArgumentException>(() => model.Predict(new Batch<float>(new float[8], 2, 2, 2, new[] { 1, 3 })));
        Assert.Throws<ArgumentException>(() => model.Predict(new Batch<float>(new float[8], 2, 2, 2, new[] { 1, -1 })));
        Assert.Throws<ArgumentException>(() => new Batch<float>(new float[7], 2, 2, 2));
    }

    [Fact]
    public void AWeightThatNoArrayHoldsIsRefusedByName()
    {
        LayerException failure = Assert.Throws<LayerException>(() => new Sequential(new Lstm(4), new Dense(1_000_000), new Dense(1_000_000) { Name = "vast" }).Build(features: 1));

        Assert.Equal("Layer vast: has a weight of more than 2,147,483,647 numbers; make the layer smaller.", failure.Message);
    }

    [Fact]
    public void ACloneHasTheSameWeightsAndItsOwnBuffers()
    {
        Model<float> model = new Sequential(new Lstm(3), new Dense(1)).Build(features: 1, seed: 5);
        Model<float> copy = model.Clone();
        Batch<float> batch = new(new[] { 1f, 2f, 3f }, 1, 3, 1);
        float[] expected = model.Predict(batch);
        Assert.Equal(expected, copy.Predict(batch));
        Array.Clear(copy.Parameters.Values);
        copy.Parameters.MarkChanged();
        Assert.Equal(0, Assert.Single(copy.Predict(batch)));
        Assert.Equal(expected, model.Predict(batch));
    }

    [Fact]
    public void ALayerThatLeadsNowhereGetsNoGradient()
    {
        ModelGraph graph = new();
        GraphSource input = graph.Input(LayerShape.Vector(1));
        GraphSource output = graph.Add(new Dense(1), input);
        graph.Add(new Dense(1) { Name = "idle" }, input);
        Model<float> model = graph.ToArchitecture(output).Build<float>(seed: 1);
        model.Forward(Batch<float>.Vectors(new[] { 2f }, 1, 1));
        model.Backward([1f], GradientTarget.Parameters);
        foreach (Parameter<float> parameter in model.Parameters.All)
            Assert.Equal(parameter.Name.StartsWith("idle", StringComparison.Ordinal), parameter.Gradients.ToArray().All(gradient => gradient == 0));
    }
}
