namespace Gatelight.Optimizers;

/// <summary>Adam (Kingma and Ba 2015, arXiv:1412.6980; equations 29 and 30 of docs/equations.md).</summary>
public sealed record Adam : Optimizer
{
    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">The learning rate, above 0.</param>
    public Adam(double learningRate = 1e-3)
        : base(learningRate)
    {
    }

    /// <summary>β₁, in [0, 1).</summary>
    public double Beta1 { get; init => field = CheckedFraction(value, nameof(Beta1)); } = 0.9;

    /// <summary>β₂, in [0, 1).</summary>
    public double Beta2 { get; init => field = CheckedFraction(value, nameof(Beta2)); } = 0.999;

    /// <summary>ε, added to the root of the second moment.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <inheritdoc/>
    public override OptimizerState<T> Start<T>(Models.ParameterStore<T> parameters) => new AdamState<T>(parameters, Beta1, Beta2, Epsilon, weightDecay: 0);
}
