using System.Numerics;
using Gatelight.Kernels;
using Gatelight.Models;

namespace Gatelight.Optimizers;

internal sealed class AdamState<T>(ParameterStore<T> parameters, double beta1, double beta2, double epsilon, double weightDecay)
    : OptimizerState<T>(parameters)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] _first = new T[parameters.Count];
    private readonly T[] _second = new T[parameters.Count];

    public override IReadOnlyList<T[]> Buffers => [_first, _second];

    protected override void Update(KernelSet<T> kernels, double learningRate, double gradientScale)
    {
        AdamScalars<T> plain = new(
            T.CreateTruncating(gradientScale), T.CreateTruncating(beta1), T.CreateTruncating(beta2),
            T.CreateTruncating(learningRate / (1 - Math.Pow(beta1, Steps))),
            T.CreateTruncating(1 / Math.Sqrt(1 - Math.Pow(beta2, Steps))),
            T.CreateTruncating(epsilon), T.Zero);
        if (weightDecay == 0)
        {
            kernels.AdamStep(Parameters.Values, Parameters.Gradients, _first, _second, plain);
            return;
        }

        AdamScalars<T> decaying = plain with { Decay = T.CreateTruncating(learningRate * weightDecay) };
        for (int n = 0; n < Parameters.All.Count; n++)
        {
            Parameter<T> parameter = Parameters.All[n];
            bool decays = parameter.Shape.Count > 1 && !parameter.IsFrozen;
            kernels.AdamStep(
                parameter.Values, parameter.Gradients, _first.AsSpan(parameter.Offset, parameter.Length),
                _second.AsSpan(parameter.Offset, parameter.Length), decays ? decaying : plain);
        }
    }
}
