using System.Numerics;
using Gatelight.Kernels;
using Gatelight.Models;

namespace Gatelight.Optimizers;

/// <summary>Stochastic gradient descent with momentum: <c>v ← μv + g; w ← w - αv</c> (Polyak 1964; equation 27 of docs/equations.md).</summary>
public sealed record Sgd : Optimizer
{
    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">α, above 0.</param>
    public Sgd(double learningRate = 1e-2)
        : base(learningRate)
    {
    }

    /// <summary>μ, in [0, 1).</summary>
    public double Momentum { get; init => field = CheckedFraction(value, nameof(Momentum)); }

    /// <inheritdoc/>
    public override OptimizerState<T> Start<T>(ParameterStore<T> parameters) => new State<T>(parameters, Momentum);

    private sealed class State<T>(ParameterStore<T> parameters, double momentum) : OptimizerState<T>(parameters)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly T[] _velocity = new T[parameters.Count];

        public override IReadOnlyList<T[]> Buffers => [_velocity];

        protected override void Update(KernelSet<T> kernels, double learningRate, double gradientScale)
        {
            T scale = T.CreateTruncating(gradientScale);
            T rate = T.CreateTruncating(learningRate);
            T kept = T.CreateTruncating(momentum);
            T[] weights = Parameters.Values;
            T[] gradients = Parameters.Gradients;
            foreach (LiveRange<T> range in Parameters.LiveRanges)
            {
                for (int n = range.Offset; n < range.Offset + range.Length; n++)
                {
                    _velocity[n] = kept * _velocity[n] + scale * gradients[n];
                    weights[n] -= rate * _velocity[n];
                }
            }
        }
    }
}
