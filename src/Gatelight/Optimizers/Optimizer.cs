using System.Numerics;
using Gatelight.Models;

namespace Gatelight.Optimizers;

/// <summary>How weights follow their gradients: an immutable description; its <see cref="OptimizerState{T}"/> does the work.</summary>
public abstract record Optimizer
{
    /// <summary>Makes an optimizer.</summary>
    /// <param name="learningRate">The learning rate, above 0.</param>
    protected Optimizer(double learningRate) => LearningRate = learningRate;

    /// <summary>The learning rate before any schedule, above 0.</summary>
    public double LearningRate
    {
        get;
        init => field = value > 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The learning rate must be above 0 and finite.");
    }

    /// <summary>Starts optimizing a model's parameters.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="parameters">The parameters.</param>
    public abstract OptimizerState<T> Start<T>(ParameterStore<T> parameters)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>Throws unless a decay rate lies in [0, 1).</summary>
    /// <param name="value">The rate.</param>
    /// <param name="name">Its name.</param>
    protected static double CheckedFraction(double value, string name) =>
        value >= 0 && value < 1 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be at least 0 and below 1.");
}
