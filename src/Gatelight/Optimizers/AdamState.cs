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

    protected override void Update(KernelSet<T> kernels, double learningRate, double gradientScale)
    {
        AdamScalars<T> scalars = new(
            T.CreateTruncating(gradientScale), T.CreateTruncating(beta1), T.CreateTruncating(beta2),
            T.CreateTruncating(learningRate / (1 - Math.Pow(beta1, Steps))),
            T.CreateTruncating(1 / Math.Sqrt(1 - Math.Pow(beta2, Steps))),
            T.CreateTruncating(epsilon), T.CreateTruncating(learningRate * weightDecay));
        kernels.AdamStep(Parameters.Values, Parameters.Gradients, _first, _second, scalars);
    }
}
