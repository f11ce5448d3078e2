using Gatelight.Optimizers;

namespace Gatelight.Tests.Optimizers;

public sealed class AdamTests : OptimizerConformance
{
    public override Optimizer Optimizer => new Adam { Beta1 = 0.8, Beta2 = 0.95, Epsilon = 1e-3 };

    protected override Optimizer WithLearningRate(double learningRate) => new Adam(learningRate);

    protected override double[] Follow(double weight, double[] gradients, double learningRate) =>
        PaperRule(weight, gradients, learningRate, 0.8, 0.95, 1e-3, decay: 0);

    // Algorithm 1 of arXiv:1412.6980 with its bias-corrected moments, and line 12 of Algorithm 2 of arXiv:1711.05101 for the decay.
    internal static double[] PaperRule(double weight, double[] gradients, double learningRate, double beta1, double beta2, double epsilon, double decay)
    {
        double m = 0;
        double v = 0;
        double[] weights = new double[gradients.Length];
        for (int n = 0; n < gradients.Length; n++)
        {
            double g = gradients[n];
            m = beta1 * m + (1 - beta1) * g;
            v = beta2 * v + (1 - beta2) * g * g;
            double corrected = m / (1 - Math.Pow(beta1, n + 1));
            double spread = v / (1 - Math.Pow(beta2, n + 1));
            weight -= learningRate * (corrected / (Math.Sqrt(spread) + epsilon) + decay * weight);
            weights[n] = weight;
        }

        return weights;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void AMomentThatNeverForgetsIsRefused(double beta)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam { Beta1 = beta });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam { Beta2 = beta });
    }
}
