using System.Numerics;
using Gatelight.Kernels;
using Gatelight.Models;

namespace Gatelight.Optimizers;

/// <summary>
/// Adam with Nesterov momentum (Dozat 2016, Incorporating Nesterov Momentum into Adam), with the momentum schedule of PyTorch and Keras;
/// equations 68 and 69 of docs/equations.md.
/// </summary>
public sealed record Nadam : Optimizer
{
    // μ_t = β₁(1 - ½·0.96^(0.004·t)): the momentum grows from about half of β₁ to β₁.
    private const double ScheduleBase = 0.96;
    private const double ScheduleDecay = 0.004;

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">The learning rate, above 0.</param>
    public Nadam(double learningRate = 2e-3)
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
    public override OptimizerState<T> Start<T>(ParameterStore<T> parameters) => new State<T>(parameters, this);

    private sealed class State<T>(ParameterStore<T> parameters, Nadam rule) : OptimizerState<T>(parameters)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly T[] _first = new T[parameters.Count];
        private readonly T[] _second = new T[parameters.Count];
        private double _product = 1;

        public override IReadOnlyList<T[]> Buffers => [_first, _second];

        protected override void OnResumed()
        {
            _product = 1;
            for (long step = 1; step <= Steps; step++)
            {
                double next = _product * Momentum(step);
                if (next == _product)
                    break; // so small that no further factor changes it
                _product = next;
            }
        }

        protected override void Update(KernelSet<T> kernels, double learningRate, double gradientScale)
        {
            double momentum = Momentum(Steps); // (68)
            double next = Momentum(Steps + 1);
            _product *= momentum;
            T scale = T.CreateTruncating(gradientScale);
            T kept1 = T.CreateTruncating(rule.Beta1);
            T kept2 = T.CreateTruncating(rule.Beta2);
            T ofMoment = T.CreateTruncating(learningRate * next / (1 - _product * next));
            T ofGradient = T.CreateTruncating(learningRate * (1 - momentum) / (1 - _product));
            T correction = T.CreateTruncating(1 / Math.Sqrt(1 - Math.Pow(rule.Beta2, Steps)));
            T small = T.CreateTruncating(rule.Epsilon);
            T[] weights = Parameters.Values;
            T[] gradients = Parameters.Gradients;
            foreach (LiveRange<T> range in Parameters.LiveRanges)
            {
                for (int n = range.Offset; n < range.Offset + range.Length; n++)
                {
                    T g = scale * gradients[n];
                    _first[n] = kept1 * _first[n] + (T.One - kept1) * g;
                    _second[n] = kept2 * _second[n] + (T.One - kept2) * g * g;
                    weights[n] -= (ofMoment * _first[n] + ofGradient * g) / (T.Sqrt(_second[n]) * correction + small); // (69)
                }
            }
        }

        private double Momentum(long step) => rule.Beta1 * (1 - 0.5 * Math.Pow(ScheduleBase, ScheduleDecay * step));
    }
}
