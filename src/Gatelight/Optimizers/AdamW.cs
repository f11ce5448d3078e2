namespace Gatelight.Optimizers;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2019, arXiv:1711.05101; equations 29 and 31 of docs/equations.md). Every parameter decays, biases too.</summary>
public sealed record AdamW : Optimizer
{
    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">The learning rate, above 0.</param>
    public AdamW(double learningRate = 1e-3)
        : base(learningRate)
    {
    }

    /// <summary>β₁, in [0, 1).</summary>
    public double Beta1 { get; init => field = CheckedFraction(value, nameof(Beta1)); } = 0.9;

    /// <summary>β₂, in [0, 1).</summary>
    public double Beta2 { get; init => field = CheckedFraction(value, nameof(Beta2)); } = 0.999;

    /// <summary>ε, added to the root of the second moment.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>The fraction of each weight, times the learning rate, taken off a step.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <inheritdoc/>
    public override OptimizerState<T> Start<T>(Models.ParameterStore<T> parameters) => new AdamState<T>(parameters, Beta1, Beta2, Epsilon, WeightDecay);
}
