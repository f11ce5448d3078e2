using Gatelight.Optimizers;

namespace Gatelight.Tests.Optimizers;

public sealed class AdamWTests : OptimizerConformance
{
    public override Optimizer Optimizer => new AdamW { WeightDecay = 0.3 };

    protected override Optimizer WithLearningRate(double learningRate) => new AdamW(learningRate);

    protected override double[] Follow(double weight, double[] gradients, double learningRate) =>
        AdamTests.PaperRule(weight, gradients, learningRate, 0.9, 0.999, 1e-8, decay: 0.3);
}
