using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Tests.Recurrent;

public sealed class LstmForwardTests
{
    [Fact]
    public void OneUnitFollowsTheEquationsByHand()
    {
        Model<double> model = new Sequential(new Lstm(1)).ToArchitecture(LayerShape.Sequence(1)).Build<double>();
        // weight_ih, weight_hh and bias in the order i, f, g, o
        model.Parameters.Load([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.01, 0.02, 0.03, 0.04]);
        double h = 0;
        double c = 0;
        foreach (double x in new[] { 1.0, -2.0, 0.5 })
        {
            double i = Sigmoid(0.1 * x + 0.5 * h + 0.01);
            double f = Sigmoid(0.2 * x + 0.6 * h + 0.02);
            double g = Math.Tanh(0.3 * x + 0.7 * h + 0.03);
            double o = Sigmoid(0.4 * x + 0.8 * h + 0.04);
            c = f * c + i * g;
            h = o * Math.Tanh(c);
        }

        double[] output = model.Predict(new Batch<double>(new[] { 1.0, -2.0, 0.5 }, 1, 3, 1));
        Assert.Equal(h, Assert.Single(output), Tolerances.Exact);
        LstmTrace trace = Assert.IsType<LstmTrace>(Assert.Single(model.Trace()));
        Assert.Equal(c, trace.CellState[2, 0], Tolerances.Exact);
        Assert.Equal(h, trace.HiddenState[2, 0], Tolerances.Exact);
    }

    [Fact]
    public void PaddingChangesNothingAndIsZeroInTheOutput()
    {
        Model<float> model = new Sequential(new Lstm(6) { ReturnSequences = true }, new Lstm(5) { ReturnSequences = true }).Build(features: 2, seed: 5);
        SeededRandom random = new(1);
        float[] values = [.. GradientCheck.Normals(random, 3 * 7 * 2).Select(value => (float)value)];
        int[] lengths = [4, 0, 7];
        float[] padded = model.Predict(new Batch<float>(values, 3, 7, 2, lengths));
        for (int sample = 0; sample < 3; sample++)
        {
            int length = lengths[sample];
            Assert.All(padded[((sample * 7 + length) * 5)..((sample + 1) * 7 * 5)], value => Assert.Equal(0f, value));
            if (length == 0)
                continue;
            float[] alone = model.Predict(new Batch<float>(values.AsMemory(sample * 14, length * 2), 1, length, 2));
            Assert.Equal(alone, padded[(sample * 35)..(sample * 35 + length * 5)]);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void ThreadsDoNotChangeABit(int threads)
    {
        const int Size = 33;
        ModelArchitecture architecture = new Sequential(new Lstm(40), new Dense(3)).ToArchitecture(LayerShape.Sequence(5));
        float[] values = [.. GradientCheck.Normals(new SeededRandom(2), Size * 9 * 5).Select(value => (float)value)];
        (float[] Output, float[] Gradients) expected = Run(architecture, values, Size, 1);
        (float[] Output, float[] Gradients) actual = Run(architecture, values, Size, threads);
        Assert.Equal(expected.Output, actual.Output);
        Assert.Equal(expected.Gradients, actual.Gradients);
    }

    [Fact]
    public void FastKernelsAgreeWithTheDoubleReference()
    {
        ModelArchitecture architecture = new Sequential(new Lstm(17) { ReturnSequences = true }, new Lstm(9), new Dense(4)).ToArchitecture(LayerShape.Sequence(3));
        Model<float> fast = architecture.Build<float>(seed: 11);
        Model<double> exact = architecture.Build<double>(seed: 11);
        Assert.Equal("reference", KernelRegistry.For<double>().Name);
        exact.Parameters.Load([.. fast.Parameters.Values.Select(value => (double)value)]);
        double[] values = GradientCheck.Normals(new SeededRandom(3), 6 * 20 * 3);
        float[] single = [.. values.Select(value => (float)value)];
        float[] output = fast.Predict(new Batch<float>(single, 6, 20, 3));
        double[] reference = exact.Predict(new Batch<double>(single.Select(value => (double)value).ToArray(), 6, 20, 3));
        for (int n = 0; n < output.Length; n++)
            Assert.Equal(reference[n], output[n], Tolerances.SinglePrecision);
    }

    [Fact]
    public void ATraceAfterABackwardPassIsRefused()
    {
        Model<float> model = new Sequential(new Lstm(2)).Build(features: 1);
        model.Forward(new Batch<float>(new float[3], 1, 3, 1));
        model.Backward([1f, 1f], GradientTarget.Inputs);
        Assert.Throws<InvalidOperationException>(() => model.Trace());
    }

    [Fact]
    public void LayersThatDoNotFitAreNamed()
    {
        LayerException error = Assert.Throws<LayerException>(() => new Sequential(new Lstm(4) { Name = "memory" }, new Lstm(4) { Name = "second" }).Build(features: 1));
        Assert.Contains("second", error.Message, StringComparison.Ordinal);
        Assert.Contains("ReturnSequences", error.Message, StringComparison.Ordinal);
        Assert.Throws<LayerException>(() => new Sequential(new Lstm(0)).Build(features: 1));
        Assert.Throws<LayerException>(() => new Sequential(new Lstm(int.MaxValue)).Build(features: 1));
        Assert.Throws<LayerException>(() => new Sequential(new Dropout(1)).Build(features: 1));
    }

    private static (float[] Output, float[] Gradients) Run(ModelArchitecture architecture, float[] values, int size, int threads)
    {
        Model<float> model = architecture.Build<float>(seed: 6);
        model.Threads = threads;
        float[] output = model.Predict(new Batch<float>(values, size, 9, 5));
        model.Backward(output, GradientTarget.Both);
        return (output, [.. model.Parameters.Gradients]);
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
