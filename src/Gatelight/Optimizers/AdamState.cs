using System.Numerics;
using Gatelight.Kernels;
using Gatelight.Kernels.Threading;
using Gatelight.Models;

namespace Gatelight.Optimizers;

internal sealed class AdamState<T>(ParameterStore<T> parameters, double beta1, double beta2, double epsilon, double weightDecay)
    : OptimizerState<T>(parameters), ISliceJob
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // A slice of four such arrays fills a second-level cache; fewer elements are not worth a second thread.
    private const int SliceLength = 1 << 15;

    private readonly T[] _first = new T[parameters.Count];
    private readonly T[] _second = new T[parameters.Count];
    private KernelSet<T>? _kernels;
    private LiveRange<T> _range;
    private AdamScalars<T> _scalars;

    /// <inheritdoc/>
    public void Run(int slice)
    {
        int from = _range.Offset + slice * SliceLength;
        int length = Math.Min(SliceLength, _range.Offset + _range.Length - from);
        _kernels!.AdamStep(
            Parameters.Values.AsSpan(from, length), Parameters.Gradients.AsSpan(from, length), _first.AsSpan(from, length), _second.AsSpan(from, length), _scalars);
    }

    public override IReadOnlyList<T[]> Buffers => [_first, _second];

    protected override void Update(KernelSet<T> kernels, double learningRate, double gradientScale)
    {
        AdamScalars<T> plain = new(
            T.CreateTruncating(gradientScale), T.CreateTruncating(beta1), T.CreateTruncating(beta2),
            T.CreateTruncating(learningRate / (1 - Math.Pow(beta1, Steps))),
            T.CreateTruncating(1 / Math.Sqrt(1 - Math.Pow(beta2, Steps))),
            T.CreateTruncating(epsilon), T.Zero);
        AdamScalars<T> decaying = plain with { Decay = T.CreateTruncating(learningRate * weightDecay) };
        _kernels = kernels;
        foreach (LiveRange<T> range in Parameters.LiveRanges)
        {
            _range = range;
            _scalars = range.Parameter.Shape.Count > 1 && !range.Parameter.IsFrozen ? decaying : plain;
            SliceRunner.Run(this, (range.Length + SliceLength - 1) / SliceLength, Threads);
        }
    }
}
