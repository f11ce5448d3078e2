using System.Numerics;
using Gatelight.Kernels;
using Gatelight.Models;

namespace Gatelight.Optimizers;

/// <summary>RMSprop: <c>v ← ρv + (1-ρ)g²; w ← w - αg / (√v + ε)</c> (Tieleman and Hinton 2012; equation 28 of docs/equations.md).</summary>
public sealed record RmsProp : Optimizer
{
    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">α, above 0.</param>
    public RmsProp(double learningRate = 1e-3)
        : base(learningRate)
    {
    }

    /// <summary>ρ, in [0, 1).</summary>
    public double Rho { get; init => field = CheckedFraction(value, nameof(Rho)); } = 0.9;

    /// <summary>ε, added to the root.</summary>
    public double Epsilon { get; init; } = 1e-7;

    /// <inheritdoc/>
    public override OptimizerState<T> Start<T>(ParameterStore<T> parameters) => new State<T>(parameters, Rho, Epsilon);

    private sealed class State<T>(ParameterStore<T> parameters, double rho, double epsilon) : OptimizerState<T>(parameters)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly T[] _meanSquare = new T[parameters.Count];

        public override IReadOnlyList<T[]> Buffers => [_meanSquare];

        protected override void Update(KernelSet<T> kernels, double learningRate, double gradientScale)
        {
            T scale = T.CreateTruncating(gradientScale);
            T rate = T.CreateTruncating(learningRate);
            T kept = T.CreateTruncating(rho);
            T small = T.CreateTruncating(epsilon);
            T[] weights = Parameters.Values;
            T[] gradients = Parameters.Gradients;
            foreach (LiveRange<T> range in Parameters.LiveRanges)
            {
                for (int n = range.Offset; n < range.Offset + range.Length; n++)
                {
                    T g = scale * gradients[n];
                    _meanSquare[n] = kept * _meanSquare[n] + (T.One - kept) * g * g;
                    weights[n] -= rate * g / (T.Sqrt(_meanSquare[n]) + small);
                }
            }
        }
    }
}
