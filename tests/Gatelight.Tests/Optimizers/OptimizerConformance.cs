using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Optimizers;

namespace Gatelight.Tests.Optimizers;

/// <summary>What every optimizer promises: the test body. A subclass brings the optimizer and its rule, written out plainly.</summary>
public abstract class OptimizerConformance
{
    private const double Rate = 0.1;

    /// <summary>The optimizer under test.</summary>
    public abstract Optimizer Optimizer { get; }

    /// <summary>The weight after each of the steps with these gradients, from the published rule.</summary>
    protected abstract double[] Follow(double weight, double[] gradients, double learningRate);

    /// <summary>The optimizer with another learning rate.</summary>
    protected abstract Optimizer WithLearningRate(double learningRate);

    [Fact]
    public void StepsFollowThePublishedRule()
    {
        double[] gradients = [0.5, -0.2, 3];
        double[] expected = Follow(2, gradients, Rate);
        Model<double> model = OneWeight();
        OptimizerState<double> state = Optimizer.Start(model.Parameters);
        model.Parameters.Values[0] = 2;
        for (int n = 0; n < gradients.Length; n++)
        {
            int version = model.Parameters.Version;
            // Half of a gradient twice as large: the scale of clipping is part of the rule.
            model.Parameters.Gradients[0] = 2 * gradients[n];
            state.Step(model.Kernels, Rate, gradientScale: 0.5);
            Assert.Equal(expected[n], model.Parameters.Values[0], Tolerances.Exact);
            Assert.Equal(n + 1, state.Steps);
            Assert.NotEqual(version, model.Parameters.Version);
        }
    }

    [Fact]
    public void FloatFollowsDouble()
    {
        double[] gradients = GradientCheck.Normals(new SeededRandom(3), 20);
        double[] expected = Follow(2, gradients, 0.01);
        Model<float> model = new Sequential(new Dense(1) { UseBias = false }).Build(features: 1);
        OptimizerState<float> state = Optimizer.Start(model.Parameters);
        model.Parameters.Values[0] = 2;
        foreach (double gradient in gradients)
        {
            model.Parameters.Gradients[0] = (float)gradient;
            state.Step(model.Kernels, 0.01, gradientScale: 1);
        }

        Assert.Equal(expected[^1], model.Parameters.Values[0], Tolerances.SinglePrecision);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1e-3)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void ABadLearningRateIsRefused(double learningRate)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => WithLearningRate(learningRate));
        Assert.Throws<ArgumentOutOfRangeException>(() => Optimizer with { LearningRate = learningRate });
    }

    private static Model<double> OneWeight() =>
        new Sequential(new Dense(1) { UseBias = false }).ToArchitecture(LayerShape.Vector(1)).Build(kernels: KernelRegistry.For<double>());
}
