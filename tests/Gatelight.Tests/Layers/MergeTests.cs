using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Tests.Layers;

public sealed class MergeTests
{
    public static TheoryData<Layer, double[]> ByHand() => new()
    {
        { new Add(), [5, 1, 9] },
        { new Subtract(), [-1, -1, -5] },
        { new Multiply(), [6, 0, 14] },
        { new Average(), [2.5, 0.5, 4.5] },
        { new Maximum(), [3, 1, 7] },
        { new Minimum(), [2, 0, 2] },
        { new Dot(), [20] },
    };

    [Theory]
    [MemberData(nameof(ByHand))]
    public void ValuesByHand(Layer layer, double[] expected) =>
        Assert.Equal(expected, Build(layer).Predict(Vector(2, 0, 2), Vector(3, 1, 7)));

    [Fact]
    public void TheGradientOfAProductIsRightWhereAnInputIsZero()
    {
        Model<double> model = Build(new Multiply());
        model.Predict(Vector(2, 0, 0), Vector(3, 1, 0));
        Assert.Equal([3, 1, 0, 2, 0, 0], Gradients(model));
    }

    [Fact]
    public void TheFirstOfEqualsGetsTheGradient()
    {
        Model<double> model = Build(new Maximum());
        model.Predict(Vector(2, 5, 1), Vector(2, 4, 3));
        Assert.Equal([1, 1, 0, 0, 0, 1], Gradients(model));
    }

    [Fact]
    public void NaNIsNotSwallowed()
    {
        double[] output = Build(new Minimum()).Predict(Vector(1, double.NaN, 1), Vector(2, 1, double.NaN));
        Assert.Equal([1, double.NaN, double.NaN], output);
    }

    private static double[] Gradients(Model<double> model)
    {
        (double[] first, double[] second) = (new double[3], new double[3]);
        model.Backward([1, 1, 1], GradientTarget.Inputs);
        model.CopyInputGradient(first, 0);
        model.CopyInputGradient(second, 1);
        return [.. first, .. second];
    }

    private static Batch<double> Vector(params double[] values) => Batch<double>.Vectors(values, 1, values.Length);

    private static Model<double> Build(Layer layer)
    {
        ModelGraph graph = new();
        return graph.ToArchitecture(graph.Add(layer, graph.Input(LayerShape.Vector(3)), graph.Input(LayerShape.Vector(3)))).Build<double>();
    }
}
