using System.Numerics;
using Gatelight.Kernels;
using Gatelight.Models;

namespace Gatelight.Optimizers;

/// <summary>
/// AdaGrad: <c>G ← G + g²; w ← w - ηg / (√G + ε)</c> (Duchi, Hazan and Singer 2011; equation 70 of docs/equations.md): rare features, such
/// as rare words, keep a high rate.
/// </summary>
public sealed record Adagrad : Optimizer
{
    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">η, above 0.</param>
    public Adagrad(double learningRate = 1e-2)
        : base(learningRate)
    {
    }

    /// <summary>The start value of G, finite and at least 0.</summary>
    public double InitialAccumulator
    {
        get;
        init => field = value >= 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The initial accumulator must be finite and at least 0.");
    }

    /// <summary>ε, added to the root.</summary>
    public double Epsilon { get; init; } = 1e-10;

    /// <inheritdoc/>
    public override OptimizerState<T> Start<T>(ParameterStore<T> parameters) => new State<T>(parameters, InitialAccumulator, Epsilon);

    private sealed class State<T> : OptimizerState<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly T[] _squares;
        private readonly T _small;

        internal State(ParameterStore<T> parameters, double initial, double epsilon)
            : base(parameters)
        {
            _squares = new T[parameters.Count];
            Array.Fill(_squares, T.CreateTruncating(initial));
            _small = T.CreateTruncating(epsilon);
        }

        public override IReadOnlyList<T[]> Buffers => [_squares];

        protected override void Update(KernelSet<T> kernels, double learningRate, double gradientScale)
        {
            T scale = T.CreateTruncating(gradientScale);
            T rate = T.CreateTruncating(learningRate);
            T[] weights = Parameters.Values;
            T[] gradients = Parameters.Gradients;
            foreach (LiveRange<T> range in Parameters.LiveRanges)
            {
                for (int n = range.Offset; n < range.Offset + range.Length; n++)
                {
                    T g = scale * gradients[n];
                    _squares[n] += g * g;
                    weights[n] -= rate * g / (T.Sqrt(_squares[n]) + _small);
                }
            }
        }
    }
}
