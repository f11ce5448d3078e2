using Gatelight.Optimizers;

namespace Gatelight.Tests.Optimizers;

public sealed class NadamTests : OptimizerConformance
{
    public override Optimizer Optimizer => new Nadam { Beta1 = 0.8, Beta2 = 0.95, Epsilon = 1e-3 };

    protected override Optimizer WithLearningRate(double learningRate) => new Nadam(learningRate);

    // The rule as the documentation of torch.optim.NAdam states it, with the products of its momentums written out.
    protected override double[] Follow(double weight, double[] gradients, double learningRate)
    {
        double m = 0;
        double v = 0;
        double[] weights = new double[gradients.Length];
        for (int n = 0; n < gradients.Length; n++)
        {
            int t = n + 1;
            double g = gradients[n];
            m = 0.8 * m + 0.2 * g;
            v = 0.95 * v + 0.05 * g * g;
            double untilNow = Enumerable.Range(1, t).Aggregate(1.0, (product, i) => product * Mu(i));
            double corrected = Mu(t + 1) * m / (1 - untilNow * Mu(t + 1)) + (1 - Mu(t)) * g / (1 - untilNow);
            weight -= learningRate * corrected / (Math.Sqrt(v / (1 - Math.Pow(0.95, t))) + 1e-3);
            weights[n] = weight;
        }

        return weights;

        static double Mu(int t) => 0.8 * (1 - 0.5 * Math.Pow(0.96, t * 0.004));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void AMomentThatNeverForgetsIsRefused(double beta)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Nadam { Beta1 = beta });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Nadam { Beta2 = beta });
    }
}
