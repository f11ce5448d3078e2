using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Tests.Layers;

/// <summary>Every activation, as a layer of its own and inside a dense layer.</summary>
public sealed class ActivateTests
{
    public static TheoryData<ActivationFunction> Functions() =>
        [.. Enum.GetValues<Activation>().Select(ActivationFunction.Of), new ActivationFunction(Activation.LeakyRelu, 0.3, 0), new ActivationFunction(Activation.ScaledTanh, 1.7, 0.6)];

    [Theory]
    [MemberData(nameof(Functions))]
    public void TheLayerAppliesTheFunction(ActivationFunction function)
    {
        double[] x = [-3, -0.4, 0.3, 2.5];
        Model<double> model = new Sequential(new Activate(function)).ToArchitecture(LayerShape.Vector(4)).Build<double>();
        double[] y = model.Predict(Batch<double>.Vectors(x, 1, 4));
        for (int n = 0; n < x.Length; n++)
            Assert.Equal(function.Value(x[n]), y[n], Tolerances.Exact);
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void GradientsEqualCentralDifferences(ActivationFunction function)
    {
        ModelArchitecture architecture = new Sequential(new Dense(5) { Activation = function }, new Activate(function)).ToArchitecture(LayerShape.Vector(3));
        double[] values = GradientCheck.Normals(new SeededRandom(8), 12);
        GradientCheck.Check(architecture, [Batch<double>.Vectors(values, 4, 3)], seed: 2);
    }

    [Fact]
    public void AFunctionThatCannotBeIsRefusedByName()
    {
        Layer[] layers = [new Activate(new ActivationFunction((Activation)99, 0, 0)) { Name = "odd" }, new Dense(1) { Name = "odd", Activation = new(Activation.Elu, double.NaN, 0) }];
        foreach (Layer layer in layers)
            Assert.StartsWith("Layer odd: ", Assert.Throws<LayerException>(() => new Sequential(layer).Build(features: 1)).Message, StringComparison.Ordinal);
    }
}
