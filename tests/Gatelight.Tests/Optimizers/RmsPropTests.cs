using Gatelight.Optimizers;

namespace Gatelight.Tests.Optimizers;

public sealed class RmsPropTests : OptimizerConformance
{
    public override Optimizer Optimizer => new RmsProp { Rho = 0.8, Epsilon = 1e-3 };

    protected override Optimizer WithLearningRate(double learningRate) => new RmsProp(learningRate);

    protected override double[] Follow(double weight, double[] gradients, double learningRate)
    {
        double meanSquare = 0;
        return [.. gradients.Select(gradient =>
        {
            meanSquare = 0.8 * meanSquare + 0.2 * gradient * gradient;
            return weight -= learningRate * gradient / (Math.Sqrt(meanSquare) + 1e-3);
        })];
    }
}
