using Gatelight.Data;
using Gatelight.Layers;
using Gatelight.Losses;
using Gatelight.Models;
using Gatelight.Recurrent;
using Gatelight.Serialization;
using Gatelight.Training;

namespace Gatelight.Tests.Models;

/// <summary>Two parameters that are one: one gradient, one place in the file.</summary>
public sealed class ParameterTieTests
{
    private static readonly ModelArchitecture Tied = Architecture() with { Ties = [new ParameterTie("output.weight", "table.weight")] };

    [Fact]
    public void TheGradientOfBothLayersIsSummed()
    {
        Batch<double> batch = new(new double[] { 1, 4, 0, 2, 2, 3 }, 2, 3, 1, new[] { 3, 2 });
        GradientCheck.Check(Tied, [batch], seed: 3, inputsHaveGradient: false);
    }

    [Fact]
    public void ATableThatIsTiedHasAGradientInEveryRow()
    {
        Model<float> model = Tied.Build<float>(seed: 2);
        float[] before = [.. model.Parameters.Values];
        TrainingSet examples = new([1, 1], [1, 3], count: 1, steps: 2, features: 1);
        Trainer trainer = new(model, new TrainingOptions { Loss = new SparseCategoricalCrossEntropy(5) });
        for (int n = 0; n < 2; n++)
        {
            trainer.Step(examples, [0], 1e-2);
            Assert.All(Enumerable.Range(0, 5 * 4), at => Assert.NotEqual(before[at], model.Parameters.Values[at]));
            before = [.. model.Parameters.Values];
        }

        model.Parameters.ClearGradients();
        Assert.All(model.Parameters.Gradients, gradient => Assert.Equal(0, gradient));
    }

    [Fact]
    public void TheWeightsAreCountedOnceAndAreTheSame()
    {
        Model<float> model = Tied.Build<float>(seed: 2);
        Assert.Equal(Architecture().Build<float>().Parameters.Count - 5 * 4, model.Parameters.Count);
        Assert.DoesNotContain("output.weight", model.Parameters.All.Select(parameter => parameter.Name));
        Parameter<float> output = model.Parameters.Named.Single(parameter => parameter.Name == "output.weight");
        Assert.True(output.IsShared);
        Assert.Equal(model.Parameters.All.Single(parameter => parameter.Name == "table.weight").Values.ToArray(), output.Values.ToArray());
        Assert.Contains($"Parameters: {model.Parameters.Count}", model.Summary(), StringComparison.Ordinal);
    }

    [Fact]
    public void EveryRowOfASharedTableIsLive()
    {
        Model<float> model = Tied.Build<float>(seed: 2);
        float[] output = model.Predict(new Batch<float>(new float[] { 1, 1 }, 1, 2, 1));
        model.Backward(output, GradientTarget.Parameters);
        Assert.Equal(model.Parameters.Count, model.Parameters.LiveRanges.Sum(range => range.Length));
        model.Parameters.ClearGradients();
        Assert.All(model.Parameters.Gradients, gradient => Assert.Equal(0, gradient));
    }

    [Fact]
    public void AStoredModelAnswersTheSame()
    {
        Model<float> model = Tied.Build<float>(seed: 2);
        using MemoryStream stream = new();
        new ModelBundle { Task = "sample", Members = [model] }.Save(stream);
        Model<float> loaded = ModelBundle.Load(stream, "sample").Members[0];
        Batch<float> batch = new(new float[] { 1, 4, 0 }, 1, 3, 1);
        Assert.Equal(model.Predict(batch), loaded.Predict(batch));
        Assert.Equal(model.Parameters.Count, loaded.Parameters.Count);
    }

    [Fact]
    public void AModelWithoutTheTieTakesTheSameWeights()
    {
        Model<float> model = Tied.Build<float>(seed: 2);
        Batch<float> batch = new(new float[] { 1, 4, 0 }, 1, 3, 1);
        Assert.Equal(model.Predict(batch), model.Rebuild(Architecture()).Predict(batch));
    }

    [Theory]
    [InlineData("output.weight", "nothing.weight", "is tied to nothing.weight")]
    [InlineData("nothing.weight", "table.weight", "no layer has such a parameter")]
    [InlineData("output.bias", "table.weight", "only parameters of one shape")]
    [InlineData("output.weight", "output.weight", "no parameter with weights of its own")]
    public void ATieThatCannotBeIsRefused(string parameter, string source, string message)
    {
        LayerException error = Assert.Throws<LayerException>(() => (Architecture() with { Ties = [new ParameterTie(parameter, source)] }).Build<float>());
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void ATieTwiceOrToAFrozenTableIsRefused()
    {
        ParameterTie tie = new("output.weight", "table.weight");
        Assert.Contains("tied twice", Assert.Throws<LayerException>(() => (Architecture() with { Ties = [tie, tie] }).Build<float>()).Message, StringComparison.Ordinal);
        Assert.Contains("frozen", Assert.Throws<LayerException>(() => (Architecture(isFrozen: true) with { Ties = [tie] }).Build<float>()).Message, StringComparison.Ordinal);
    }

    private static ModelArchitecture Architecture(bool isFrozen = false)
    {
        ModelGraph graph = new();
        GraphSource flow = graph.Add(new Embedding(5, 4) { Name = "table", Frozen = isFrozen }, graph.Input(LayerShape.Sequence(1)));
        flow = graph.Add(new Lstm(4) { Name = "lstm", ReturnSequences = true }, flow);
        return graph.ToArchitecture(graph.Add(new Dense(5) { Name = "output" }, flow));
    }
}
