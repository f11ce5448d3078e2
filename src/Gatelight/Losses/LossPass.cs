using Gatelight.Kernels.Threading;
using Gatelight.Models;

namespace Gatelight.Losses;

/// <summary>
/// A loss over all targets of a batch on several threads. Each target is evaluated by itself and the losses are added in order, so the bits do not
/// depend on the number of threads. Its buffer is kept from batch to batch.
/// </summary>
internal sealed class LossPass(Loss loss) : ISliceJob
{
    // A slice of this many outputs is worth a second thread.
    private const int SliceOutputs = 1 << 14;

    private double[] _losses = [];
    private Signal<float>? _output;
    private ReadOnlyMemory<float> _targets;
    private ReadOnlyMemory<float> _weights;
    private bool _wantsGradient;
    private double _total;
    private int _count;
    private int _sliceSize;

    /// <summary>The mean loss, the same as without threads.</summary>
    /// <param name="output">The model's outputs; its gradients are overwritten where wanted.</param>
    /// <param name="targets">The targets in the order of the outputs.</param>
    /// <param name="weights">Their weights; empty when all count the same.</param>
    /// <param name="wantsGradient">Whether to write the gradients.</param>
    /// <param name="threads">The most threads to use.</param>
    /// <param name="total">What the sum was divided by.</param>
    internal double Evaluate(
        Signal<float> output, ReadOnlyMemory<float> targets, ReadOnlyMemory<float> weights, bool wantsGradient, int threads, out double total)
    {
        total = loss.TotalWeight(targets.Span, weights.Span);
        _count = targets.Length / loss.ValuesPerTarget;
        _sliceSize = Math.Max(1, SliceOutputs / loss.OutputsPerTarget);
        int slices = (_count + _sliceSize - 1) / _sliceSize;
        if (threads <= 1 || slices <= 1 || total == 0 || output.Values.Length != (long)_count * loss.OutputsPerTarget)
            return loss.Evaluate(output.Values, targets.Span, wantsGradient ? output.Gradients : [], weights.Span, total);
        (_output, _targets, _weights, _wantsGradient, _total) = (output, targets, weights, wantsGradient, total);
        if (_losses.Length < _count)
            _losses = new double[_count];
        SliceRunner.Run(this, slices, threads);
        double sum = 0;
        foreach (double each in _losses.AsSpan(0, _count))
            sum += each;
        return sum / total;
    }

    /// <inheritdoc/>
    public void Run(int slice)
    {
        ReadOnlySpan<float> outputs = _output!.Values;
        Span<float> gradients = _wantsGradient ? _output.Gradients : [];
        int end = Math.Min(_count, (slice + 1) * _sliceSize);
        for (int n = slice * _sliceSize; n < end; n++)
            _losses[n] = loss.EvaluateOne(n, outputs, _targets.Span, gradients, _weights.Span, _total);
    }
}
