using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Serialization;
using Gatelight.Tests.Serialization;

namespace Gatelight.Tests.Layers;

/// <summary>What every layer promises, on sequences of unequal lengths: the test body. A subclass brings the layer and what it reads.</summary>
public abstract class LayerConformance
{
    private const int Batch = 5;
    private protected const int Steps = 4;

    /// <summary>The layer under test.</summary>
    public abstract Layer Layer { get; }

    /// <summary>The shapes that it reads.</summary>
    protected abstract LayerShape[] Inputs { get; }

    /// <summary>Shapes that it must refuse.</summary>
    protected abstract LayerShape[] WrongInputs { get; }

    /// <summary>The lengths of the sequences, up to <see cref="Steps"/>.</summary>
    protected virtual int[] Lengths => [2, 4, 0, 3, 4];

    /// <summary>Whether a small move of an input moves the output.</summary>
    protected virtual bool InputsHaveGradient => true;

    /// <summary>The inputs of which only the lengths or times count.</summary>
    protected virtual int[] WithoutGradient => [];

    /// <summary>Draws one value of an input.</summary>
    protected virtual double Draw(SeededRandom random) => random.NextNormal();

    [Fact]
    public void GradientsEqualCentralDifferences() =>
        GradientCheck.Check(Architecture(), Batches<double>(Lengths), seed: 3, inputsHaveGradient: InputsHaveGradient, withoutGradient: WithoutGradient);

    [Fact]
    public void PaddingIsNeitherReadNorGivenAGradient()
    {
        Model<double> model = Architecture().Build<double>(seed: 2);
        Batch<double>[] batches = Batches<double>(Lengths);
        double[] expected = model.Predict(batches);
        Batch<double>[] spoiled = [.. batches.Select(batch => batch.Lengths.IsEmpty ? batch : Spoil(batch))];
        Assert.Equal(expected, model.Predict(spoiled));
        model.Backward([.. Enumerable.Repeat(1.0, model.OutputLength)], GradientTarget.Both);
        Assert.All(model.Parameters.Gradients, gradient => Assert.True(double.IsFinite(gradient)));
        for (int input = 0; input < spoiled.Length; input++)
        {
            double[] gradient = new double[spoiled[input].Values.Length];
            model.CopyInputGradient(gradient, input);
            Assert.All(gradient.Where((_, n) => IsPadding(spoiled[input], n)), value => Assert.Equal(0, value));
            Assert.All(gradient, value => Assert.True(double.IsFinite(value)));
        }
    }

    [Fact]
    public void ARowDoesNotDependOnTheOthers()
    {
        Model<float> model = Architecture().Build<float>(seed: 2);
        Batch<float>[] batches = Batches<float>([]);
        float[] together = model.Predict(batches);
        int each = together.Length / Batch;
        for (int row = 0; row < Batch; row++)
        {
            int at = row;
            float[] alone = model.Predict([.. batches.Select(batch => Row(batch, at))]);
            Assert.Equal(alone, together[(row * each)..((row + 1) * each)]);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    public void ThreadsDoNotChangeABit(int threads)
    {
        Batch<float>[] batches = Batches<float>(Lengths);
        Assert.Equal(Run(1), Run(threads));

        float[] Run(int count)
        {
            Model<float> model = Architecture().Build<float>(seed: 2);
            model.Threads = count;
            float[] output = model.Predict(batches);
            model.Backward(output, GradientTarget.Both);
            float[] gradient = new float[batches[0].Values.Length];
            model.CopyInputGradient(gradient);
            return [.. output, .. model.Parameters.Gradients, .. gradient];
        }
    }

    [Fact]
    public void WrongShapesAreRefusedByName()
    {
        LayerException error = Assert.Throws<LayerException>(() => Graph(Layer with { Name = "culprit" }, WrongInputs).Build<float>());
        Assert.Contains("culprit", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Throws<LayerException>(() => Graph(Layer, []).Build<float>());
    }

    [Fact]
    public void AStoredLayerComputesTheSame()
    {
        Batch<float>[] batches = Batches<float>(Lengths);
        ModelBundle bundle = SampleBundles.Of(Architecture());
        ModelBundle loaded = SampleBundles.Load(bundle.Save());
        Assert.Equal(bundle.Members[0].Predict(batches), loaded.Members[0].Predict(batches));
    }

    [Fact]
    public void ASteadyPassAllocatesNothing()
    {
        Model<float> model = Architecture().Build<float>(seed: 2);
        Batch<float>[] batches = Batches<float>(Lengths);
        float[] output = model.Predict(batches);
        for (int n = 0; n < 50; n++)
            Pass();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int n = 0; n < 20; n++)
            Pass();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Pass()
        {
            model.Forward(batches, isTraining: true);
            model.Backward(output, GradientTarget.Both);
        }
    }

    [Fact]
    public void AnEmptyBatchGivesAnEmptyOutputAndNoGradient()
    {
        Model<float> model = Architecture().Build<float>();
        Batch<float>[] batches = [.. Inputs.Select(shape => new Batch<float>(default, 0, shape.IsSequence ? Steps : 1, shape.Width))];
        Assert.Empty(model.Predict(batches));
        model.Backward([], GradientTarget.Both);
        Assert.All(model.Parameters.Gradients, gradient => Assert.Equal(0, gradient));
    }

    private ModelArchitecture Architecture() => Graph(Layer, Inputs);

    private static ModelArchitecture Graph(Layer layer, LayerShape[] shapes)
    {
        ModelGraph graph = new();
        if (shapes.Length == 0)
            graph.Input(LayerShape.Sequence(1));
        return graph.ToArchitecture(graph.Add(layer, [.. shapes.Select(graph.Input)]));
    }

    private Batch<T>[] Batches<T>(int[] lengths)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        SeededRandom random = new(6);
        return [.. Inputs.Select(shape =>
        {
            int steps = shape.IsSequence ? Steps : 1;
            T[] values = [.. Enumerable.Range(0, Batch * steps * shape.Width).Select(_ => T.CreateChecked(Draw(random)))];
            return new Batch<T>(values, Batch, steps, shape.Width, shape.IsSequence ? lengths : default(ReadOnlyMemory<int>));
        })];
    }

    private static Batch<double> Spoil(Batch<double> batch)
    {
        double[] values = [.. batch.Values.ToArray().Select((value, n) => IsPadding(batch, n) ? double.NaN : value)];
        return new Batch<double>(values, batch.Size, batch.Steps, batch.Features, batch.Lengths);
    }

    private static bool IsPadding(Batch<double> batch, int value)
    {
        int row = value / (batch.Steps * batch.Features);
        int step = value / batch.Features % batch.Steps;
        return !batch.Lengths.IsEmpty && step >= batch.Lengths.Span[row];
    }

    private static Batch<float> Row(Batch<float> batch, int row)
    {
        int each = batch.Steps * batch.Features;
        return new Batch<float>(batch.Values.Slice(row * each, each), 1, batch.Steps, batch.Features);
    }
}
