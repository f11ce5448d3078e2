using Gatelight.Optimizers;

namespace Gatelight.Tests.Optimizers;

public sealed class SgdTests : OptimizerConformance
{
    public override Optimizer Optimizer => new Sgd { Momentum = 0.9 };

    protected override Optimizer WithLearningRate(double learningRate) => new Sgd(learningRate);

    protected override double[] Follow(double weight, double[] gradients, double learningRate)
    {
        double velocity = 0;
        return [.. gradients.Select(gradient =>
        {
            velocity = 0.9 * velocity + gradient;
            return weight -= learningRate * velocity;
        })];
    }

    [Fact]
    public void TwoStepsByHand()
    {
        // v = 0.5, w = 2 - 0.05; then v = 0.45 - 0.2 = 0.25, w = 1.95 - 0.025
        double[] weights = Follow(2, [0.5, -0.2], 0.1);
        Assert.Equal(1.95, weights[0], Tolerances.Exact);
        Assert.Equal(1.925, weights[1], Tolerances.Exact);
    }
}
