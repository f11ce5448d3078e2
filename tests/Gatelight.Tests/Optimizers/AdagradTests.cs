using Gatelight.Optimizers;

namespace Gatelight.Tests.Optimizers;

public sealed class AdagradTests : OptimizerConformance
{
    public override Optimizer Optimizer => new Adagrad { InitialAccumulator = 0.1, Epsilon = 1e-3 };

    protected override Optimizer WithLearningRate(double learningRate) => new Adagrad(learningRate);

    protected override double[] Follow(double weight, double[] gradients, double learningRate)
    {
        double squares = 0.1;
        return [.. gradients.Select(gradient =>
        {
            squares += gradient * gradient;
            return weight -= learningRate * gradient / (Math.Sqrt(squares) + 1e-3);
        })];
    }

    [Fact]
    public void AStartBelowZeroIsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adagrad { InitialAccumulator = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adagrad { InitialAccumulator = double.NaN });
    }
}
