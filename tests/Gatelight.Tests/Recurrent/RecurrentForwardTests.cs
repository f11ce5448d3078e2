using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Tests.Recurrent;

/// <summary>What the layer promises around any cell.</summary>
public sealed class RecurrentForwardTests
{
    private const int Batch = 5;
    private const int Steps = 6;
    private const int Features = 3;

    private static readonly int[] Lengths = [4, 6, 0, 1, 6];

    public static TheoryData<string> Names => RecurrentSamples.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void FastKernelsAgreeWithTheDoubleReference(string name)
    {
        ModelArchitecture architecture = Wide(RecurrentSamples.All[name]);
        Model<float> fast = architecture.Build<float>(seed: 11);
        Model<double> exact = architecture.Build<double>(seed: 11);
        exact.Parameters.Load([.. fast.Parameters.Values.Select(value => (double)value)]);
        float[] values = Values();
        float[] output = fast.Predict(new Batch<float>(values, Batch, Steps, Features, Lengths));
        double[] reference = exact.Predict(new Batch<double>(values.Select(value => (double)value).ToArray(), Batch, Steps, Features, Lengths));
        for (int n = 0; n < output.Length; n++)
            Assert.Equal(reference[n], output[n], Tolerances.SinglePrecision);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void PaddingAndTheOtherRowsChangeNothing(string name)
    {
        foreach (bool goBackwards in new[] { false, true })
        {
            RecurrentLayer layer = RecurrentSamples.All[name] with { ReturnSequences = true, GoBackwards = goBackwards };
            Model<float> model = new Sequential(layer).Build(Features, seed: 5);
            int width = layer.StateSizes[0];
            float[] values = Values();
            float[] padded = model.Predict(new Batch<float>(values, Batch, Steps, Features, Lengths));
            for (int sample = 0; sample < Batch; sample++)
            {
                int length = Lengths[sample];
                Assert.All(padded[((sample * Steps + length) * width)..((sample + 1) * Steps * width)], value => Assert.Equal(0f, value));
                if (length > 0)
                    Assert.Equal(model.Predict(Row(values, sample, length)), padded[(sample * Steps * width)..((sample * Steps + length) * width)]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void BackwardsIsForwardsOnTheReversedSequence(string name)
    {
        RecurrentLayer layer = RecurrentSamples.All[name] with { ReturnSequences = true };
        Model<float> forward = new Sequential(layer).Build(Features, seed: 5);
        Model<float> backward = new Sequential(layer with { GoBackwards = true }).Build(Features, seed: 5);
        float[] values = Values();
        float[] expected = Reverse(forward.Predict(new Batch<float>(Reverse(values, Features), Batch, Steps, Features, Lengths)), layer.StateSizes[0]);
        Assert.Equal(expected, backward.Predict(new Batch<float>(values, Batch, Steps, Features, Lengths)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void BothDirectionsAreTheTwoOnesSideBySide(string name)
    {
        RecurrentLayer layer = RecurrentSamples.All[name];
        Model<float> both = new Sequential(new Bidirectional(layer)).Build(Features, seed: 5);
        Batch<float> batch = new(Values(), Batch, Steps, Features, Lengths);
        float[] joined = both.Predict(batch);
        int width = layer.StateSizes[0];
        for (int direction = 0; direction < 2; direction++)
        {
            Model<float> alone = new Sequential(layer with { GoBackwards = direction == 1 }).Build(Features);
            alone.Parameters.Load(both.Parameters.Values.AsSpan(direction * alone.Parameters.Count, alone.Parameters.Count));
            float[] expected = alone.Predict(batch);
            for (int sample = 0; sample < Batch; sample++)
                Assert.Equal(expected[(sample * width)..((sample + 1) * width)], joined[((2 * sample + direction) * width)..((2 * sample + direction + 1) * width)]);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ThreadsDoNotChangeABit(string name)
    {
        ModelArchitecture architecture = Wide(RecurrentSamples.All[name] with { RecurrentDropout = 0.2 });
        Assert.Equal(Run(1), Run(3));

        float[] Run(int threads)
        {
            Model<float> model = architecture.Build<float>(seed: 6);
            model.Threads = threads;
            const int Size = 33;
            float[] values = [.. GradientCheck.Normals(new SeededRandom(2), Size * 9 * Features).Select(value => (float)value)];
            model.DropoutRandom.State = 3;
            model.Forward([new Batch<float>(values, Size, 9, Features)], isTraining: true);
            float[] output = new float[model.OutputLength];
            model.CopyOutput(output);
            model.Backward(output, GradientTarget.Both);
            return [.. output, .. model.Parameters.Gradients];
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ASecondPassGivesTheSameGradients(string name)
    {
        Model<float> model = Wide(RecurrentSamples.All[name]).Build<float>(seed: 6);
        Assert.Equal(Gradients(), Gradients());

        float[] Gradients()
        {
            Array.Clear(model.Parameters.Gradients);
            float[] output = model.Predict(new Batch<float>(Values(), Batch, Steps, Features, Lengths));
            model.Backward(output, GradientTarget.Both);
            return [.. model.Parameters.Gradients];
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TheTraceShowsEveryGateAndStateAndTheHiddenStateIsTheOutput(string name)
    {
        Model<double> model = new Sequential(RecurrentSamples.All[name] with { ReturnSequences = true, GoBackwards = true })
            .ToArchitecture(LayerShape.Sequence(Features)).Build<double>(seed: 5);
        double[] output = model.Predict(new Batch<double>(Values().Select(value => (double)value).ToArray(), Batch, Steps, Features, Lengths));
        RecurrentTrace trace = Assert.IsType<RecurrentTrace>(Assert.Single(model.Trace(sample: 0)), exactMatch: false);
        Assert.Equal(Lengths[0], trace.Steps);
        Assert.True(trace.IsReversed);
        Assert.Equal(output[..(Lengths[0] * trace.HiddenState.GetLength(1))], trace.HiddenState.Cast<double>());
        Assert.All(trace.Series, series => Assert.Equal(Lengths[0], series.Values.GetLength(0)));
    }

    private static ModelArchitecture Wide(RecurrentLayer layer) =>
        new Sequential(layer with { HiddenSize = 21, ReturnSequences = true }, layer with { HiddenSize = 17 }, new Dense(4)).ToArchitecture(LayerShape.Sequence(Features));

    private static float[] Values() => [.. GradientCheck.Normals(new SeededRandom(1), Batch * Steps * Features).Select(value => (float)value)];

    private static Batch<float> Row(float[] values, int sample, int length) =>
        new(values.AsMemory(sample * Steps * Features, length * Features), 1, length, Features);

    private static float[] Reverse(float[] values, int width)
    {
        float[] reversed = new float[values.Length];
        for (int sample = 0; sample < Batch; sample++)
        {
            for (int step = 0; step < Lengths[sample]; step++)
                values.AsSpan((sample * Steps + step) * width, width).CopyTo(reversed.AsSpan((sample * Steps + Lengths[sample] - 1 - step) * width));
        }

        return reversed;
    }
}
