using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Tests.Layers;

public sealed class Conv1DTests
{
    private const int Steps = 6;
    private const int Features = 2;
    private const int Filters = 3;

    private static readonly int[] Lengths = [6, 1, 0, 5, 3];

    public static TheoryData<int, int, int, Padding> Windows()
    {
        TheoryData<int, int, int, Padding> windows = [];
        foreach (int size in new[] { 1, 2, 3 })
        {
            foreach (int stride in new[] { 1, 2, 4 })
            {
                foreach (int dilation in new[] { 1, 2 })
                {
                    foreach (Padding padding in Enum.GetValues<Padding>())
                        windows.Add(size, stride, dilation, padding);
                }
            }
        }

        return windows;
    }

    [Theory]
    [MemberData(nameof(Windows))]
    public void ItEqualsTheSumOverTapsOfEachSequenceAlone(int size, int stride, int dilation, Padding padding)
    {
        Model<double> model = Architecture(size, stride, dilation, padding).Build<double>(seed: 4);
        double[] values = GradientCheck.Normals(new SeededRandom(5), Lengths.Length * Steps * Features);
        double[] output = model.Predict(new Batch<double>(values, Lengths.Length, Steps, Features, Lengths));
        int outputSteps = output.Length / Lengths.Length / Filters;
        for (int sample = 0; sample < Lengths.Length; sample++)
        {
            double[][] expected = Direct(model.Parameters, values.AsSpan(sample * Steps * Features, Lengths[sample] * Features), size, stride, dilation, padding);
            for (int n = 0; n < outputSteps * Filters; n++)
            {
                double value = n / Filters < expected.Length ? expected[n / Filters][n % Filters] : 0;
                Assert.Equal(value, output[sample * outputSteps * Filters + n], Tolerances.Exact);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Windows))]
    public void GradientsEqualCentralDifferences(int size, int stride, int dilation, Padding padding)
    {
        double[] values = GradientCheck.Normals(new SeededRandom(5), Lengths.Length * Steps * Features);
        GradientCheck.Check(Architecture(size, stride, dilation, padding), [new Batch<double>(values, Lengths.Length, Steps, Features, Lengths)], seed: 4);
    }

    // Values as TensorFlow's rules give them: 5 steps, size 2, stride 2, same: ⌈5/2⌉ = 3 outputs, one step of padding, at the end.
    [Fact]
    public void SamePaddingFallsWhereTensorFlowPutsIt()
    {
        Model<double> model = new Sequential(new Conv1D(1, 2) { Stride = 2, Padding = Padding.Same }).ToArchitecture(LayerShape.Sequence(1)).Build<double>();
        new double[] { 1, 10, 0.5 }.CopyTo(model.Parameters.Values, 0);
        model.Parameters.MarkChanged();
        Assert.Equal([21.5, 43.5, 5.5], model.Predict(new Batch<double>(new double[] { 1, 2, 3, 4, 5 }, 1, 5, 1)));
    }

    [Fact]
    public void ACausalStepDoesNotSeeLaterOnes()
    {
        Model<double> model = Architecture(3, 1, 2, Padding.Causal).Build<double>(seed: 1);
        model.Forward(new Batch<double>(GradientCheck.Normals(new SeededRandom(2), Steps * Features), 1, Steps, Features));
        double[] direction = new double[model.OutputLength];
        direction.AsSpan(2 * Filters, Filters).Fill(1);
        model.Backward(direction, GradientTarget.Inputs);
        double[] gradient = new double[Steps * Features];
        model.CopyInputGradient(gradient);
        Assert.All(gradient[(3 * Features)..], value => Assert.Equal(0, value));
        Assert.All(gradient[(2 * Features)..(3 * Features)], value => Assert.NotEqual(0, value));
    }

    [Fact]
    public void OnlyAnAxisOfTheSameLengthsIsKept()
    {
        Assert.Equal(LayerShape.Sequence(4), Shape(new Conv1D(4, 3) { Padding = Padding.Same }, LayerShape.Sequence(2)));
        Assert.Equal(LayerShape.Sequence(4, LayerShape.NewAxis), Shape(new Conv1D(4, 3), LayerShape.Sequence(2)));
        Assert.Equal(LayerShape.Sequence(4, LayerShape.NewAxis, 4), Shape(new Conv1D(4, 3) { Stride = 2 }, LayerShape.Sequence(2, steps: 9)));
    }

    [Fact]
    public void AWindowThatNeverFitsIsRefused()
    {
        Conv1D layer = new(4, 3) { Name = "wide", Dilation = 4 };
        string message = Assert.Throws<LayerException>(() => Shape(layer, LayerShape.Sequence(2, steps: 8))).Message;
        Assert.Contains("Layer wide: KernelSize 3 with Dilation 4 is longer than the 8 steps", message, StringComparison.Ordinal);
        Assert.Throws<LayerException>(() => Shape(layer with { Stride = 0 }, LayerShape.Sequence(2)));
        Assert.Throws<LayerException>(() => Shape(layer with { Padding = (Padding)7 }, LayerShape.Sequence(2)));
    }

    private static LayerShape Shape(Layer layer, LayerShape input) => layer.OutputShape([input]);

    private static ModelArchitecture Architecture(int size, int stride, int dilation, Padding padding) =>
        new Sequential(new Conv1D(Filters, size) { Stride = stride, Dilation = dilation, Padding = padding, Activation = Activation.Tanh })
            .ToArchitecture(LayerShape.Sequence(Features));

    // The definition: the sequence laid between zeros, then every window that fits.
    private static double[][] Direct(ParameterStore<double> parameters, ReadOnlySpan<double> x, int size, int stride, int dilation, Padding padding)
    {
        int length = x.Length / Features;
        int span = (size - 1) * dilation + 1;
        int total = padding switch
        {
            Padding.Valid => 0,
            Padding.Causal => span - 1,
            _ => Math.Max(0, ((length + stride - 1) / stride - 1) * stride + span - length),
        };
        int before = padding == Padding.Causal ? total : total / 2;
        double[] padded = new double[(length + total) * Features];
        x.CopyTo(padded.AsSpan(before * Features));
        List<double[]> rows = [];
        for (int start = 0; length > 0 && start + span <= length + total; start += stride)
        {
            double[] row = new double[Filters];
            for (int filter = 0; filter < Filters; filter++)
            {
                double sum = parameters.All[1].Values[filter];
                for (int tap = 0; tap < size; tap++)
                {
                    for (int n = 0; n < Features; n++)
                        sum += parameters.All[0].Values[(filter * size + tap) * Features + n] * padded[(start + tap * dilation) * Features + n];
                }

                row[filter] = Math.Tanh(sum);
            }

            rows.Add(row);
        }

        return [.. rows];
    }
}
