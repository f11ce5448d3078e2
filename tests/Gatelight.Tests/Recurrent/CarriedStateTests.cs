using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Tests.Recurrent;

/// <summary>State carried from pass to pass, and states given and returned.</summary>
public sealed class CarriedStateTests
{
    private const int Batch = 3;
    private const int Steps = 6;
    private const int Features = 2;

    public static TheoryData<string> Names => RecurrentSamples.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void PassesInPiecesEqualOnePass(string name)
    {
        Model<float> model = new Sequential(RecurrentSamples.All[name] with { ReturnSequences = true }, RecurrentSamples.All[name]).Build(Features, seed: 4);
        float[] values = Values();
        float[] whole = model.Predict(new Batch<float>(values, Batch, Steps, Features));
        model.CarriesState = true;
        float[] last = [];
        foreach ((int first, int count) in new[] { (0, 1), (1, 3), (4, 2) })
            last = model.Predict(Piece(values, first, count));
        Assert.Equal(whole, last);

        model.ResetState();
        Assert.Equal(whole, model.Predict(new Batch<float>(values, Batch, Steps, Features)));
    }

    [Fact]
    public void ASequenceOfLengthZeroKeepsItsCarriedState()
    {
        Model<float> model = new Sequential(new Lstm(4)).Build(Features, seed: 4);
        model.CarriesState = true;
        float[] first = model.Predict(Piece(Values(), 0, 3));
        float[] second = model.Predict(new Batch<float>(new float[Batch * 2 * Features], Batch, 2, Features, new[] { 2, 0, 1 }));
        Assert.Equal(first[4..8], second[4..8]);
        Assert.NotEqual(first[..4], second[..4]);
    }

    [Fact]
    public void WithoutCarryingEachPassBeginsAnew()
    {
        Model<float> model = new Sequential(new Gru(4)).Build(Features, seed: 4);
        float[] once = model.Predict(Piece(Values(), 0, 3));
        Assert.Equal(once, model.Predict(Piece(Values(), 0, 3)));
        model.CarriesState = true;
        Assert.Equal(once, model.Predict(Piece(Values(), 0, 3)));
        Assert.NotEqual(once, model.Predict(Piece(Values(), 0, 3)));
    }

    [Fact]
    public void AnotherBatchSizeIsRefusedByName()
    {
        Model<float> model = new Sequential(new Gru(4) { Name = "memory" }).Build(Features);
        model.CarriesState = true;
        model.Forward(Piece(Values(), 0, 3));
        LayerException error = Assert.Throws<LayerException>(() => model.Forward(new Batch<float>(new float[2 * Features], 2, 1, Features)));
        Assert.Contains("memory", error.Message, StringComparison.Ordinal);
        Assert.Contains("3 sequences, and this batch has 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ALayerThatReadsFromTheEndCannotCarryItsState()
    {
        foreach (Layer layer in new Layer[] { new Bidirectional(new Gru(4)), new Gru(4) { GoBackwards = true } })
        {
            Model<float> model = new Sequential(layer).Build(Features);
            model.CarriesState = true;
            Assert.Contains("CarriesState", Assert.Throws<LayerException>(() => model.Forward(Piece(Values(), 0, 3))).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ReturnedStatesGivenToTheNextPassContinueIt(string name)
    {
        RecurrentLayer layer = RecurrentSamples.All[name] with { ReturnState = true };
        if (layer is Lstm { FullGateRecurrence: true })
            return; // its gates are a state that is carried, but not given
        ModelGraph graph = new();
        GraphSource input = graph.Input(LayerShape.Sequence(Features));
        GraphSource[] states = [.. layer.StateSizes.Select(size => graph.Input(LayerShape.Vector(size)))];
        GraphSource output = graph.Add(layer, [input, .. states]);
        Model<double> model = graph.ToArchitecture(output, [.. layer.StateSizes.Select((_, n) => output[n + 1])]).Build<double>(seed: 4);
        double[] values = [.. Values().Select(value => (double)value)];
        double[] whole = Run(model, layer, values, 0, Steps, null)[0];
        double[][] half = Run(model, layer, values, 0, 4, null);
        Assert.Equal(whole, Run(model, layer, values, 4, 2, half[1..])[0]);
    }

    private static double[][] Run(Model<double> model, RecurrentLayer layer, double[] values, int first, int count, double[][]? states)
    {
        List<Batch<double>> inputs = [Piece(values, first, count)];
        for (int state = 0; state < layer.StateSizes.Count; state++)
            inputs.Add(Batch<double>.Vectors(states?[state] ?? new double[Batch * layer.StateSizes[state]], Batch, layer.StateSizes[state]));
        model.Forward(inputs.ToArray());
        return [.. model.OutputShapes.Select((_, output) =>
        {
            double[] copy = new double[model.OutputLengthOf(output)];
            model.CopyOutput(copy, output);
            return copy;
        })];
    }

    private static float[] Values() => [.. GradientCheck.Normals(new SeededRandom(3), Batch * Steps * Features).Select(value => (float)value)];

    private static Batch<T> Piece<T>(T[] values, int first, int count)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        List<T> piece = [];
        for (int sample = 0; sample < Batch; sample++)
            piece.AddRange(values.AsSpan((sample * Steps + first) * Features, count * Features));
        return new Batch<T>(piece.ToArray(), Batch, count, Features);
    }
}
