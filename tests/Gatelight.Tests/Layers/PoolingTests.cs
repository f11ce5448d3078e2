using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Tests.Layers;

/// <summary>Pooling worked out by hand; lengths 5, 2 and 0 of 5 steps, 99 is padding.</summary>
public sealed class PoolingTests
{
    private static readonly Batch<double> Input = new(new double[] { 3, 1, 4, 1, 5, -9, -2, 99, 99, 99, 99, 99, 99, 99, 99 }, 3, 5, 1, new[] { 5, 2, 0 });

    public static TheoryData<Layer, double[]> ByHand() => new()
    {
        { new MaxPooling1D(2), [3, 4, -2, 0, 0, 0] },
        { new MaxPooling1D(2) { Padding = Padding.Same }, [3, 4, 5, -2, 0, 0, 0, 0, 0] },
        { new MaxPooling1D(3) { Stride = 1 }, [4, 4, 5, 0, 0, 0, 0, 0, 0] },
        { new MaxPooling1D(3) { Stride = 1, Padding = Padding.Same }, [3, 4, 4, 5, 5, -2, -2, 0, 0, 0, 0, 0, 0, 0, 0] },
        { new AveragePooling1D(2), [2, 2.5, -5.5, 0, 0, 0] },
        { new AveragePooling1D(2) { Padding = Padding.Same }, [2, 2.5, 5, -5.5, 0, 0, 0, 0, 0] },
        { new AveragePooling1D(3) { Stride = 3, Padding = Padding.Same }, [8.0 / 3, 3, -5.5, 0, 0, 0] },
        { new GlobalMaxPooling1D(), [5, -2, 0] },
        { new GlobalAveragePooling1D(), [2.8, -5.5, 0] },
    };

    [Theory]
    [MemberData(nameof(ByHand))]
    public void ValuesByHand(Layer layer, double[] expected)
    {
        double[] actual = Build(layer).Predict(Input);
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, Tolerances.Exact));
    }

    [Theory]
    [MemberData(nameof(ByHand))]
    public void GradientsEqualCentralDifferences(Layer layer, double[] expected)
    {
        double[] values = GradientCheck.Normals(new SeededRandom(5), 15);
        Assert.NotEmpty(expected);
        GradientCheck.Check(new Sequential(layer).ToArchitecture(LayerShape.Sequence(1)), [new Batch<double>(values, 3, 5, 1, Input.Lengths)], seed: 1);
    }

    [Fact]
    public void TheFirstOfEqualsGetsTheGradient()
    {
        Model<double> model = Build(new GlobalMaxPooling1D());
        model.Forward(new Batch<double>(new double[] { 1, 7, 7 }, 1, 3, 1));
        model.Backward([1], GradientTarget.Inputs);
        double[] gradient = new double[3];
        model.CopyInputGradient(gradient);
        Assert.Equal([0, 1, 0], gradient);
    }

    [Fact]
    public void NaNIsNotSwallowed() =>
        Assert.True(double.IsNaN(Build(new GlobalMaxPooling1D()).Predict(new Batch<double>(new double[] { 1, double.NaN, 2 }, 1, 3, 1))[0]));

    [Fact]
    public void WindowsThatMakeNoSenseAreRefused()
    {
        Assert.Contains("Causal", Assert.Throws<LayerException>(() => Build(new MaxPooling1D(2) { Padding = Padding.Causal })).Message, StringComparison.Ordinal);
        Assert.Throws<LayerException>(() => Build(new AveragePooling1D(0)));
        Assert.Throws<LayerException>(() => Build(new AveragePooling1D(2) { Stride = 0 }));
    }

    private static Model<double> Build(Layer layer) => new Sequential(layer).ToArchitecture(LayerShape.Sequence(1)).Build<double>();
}
