using System.Numerics;
using Gatelight.Kernels;
using Gatelight.Kernels.Threading;
using Gatelight.Models;

namespace Gatelight.Optimizers;

/// <summary>Adam's moments and its step. The stretches that hold gradients are cut into pieces, and pieces joined into slices of about equal work: a table of words has hundreds of short ones.</summary>
internal sealed class AdamState<T> : OptimizerState<T>, ISliceJob
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // A piece of four such arrays fills a second-level cache; a slice of fewer elements is not worth a second thread.
    private const int MostOfPiece = 1 << 15;
    private const int LeastOfSlice = 1 << 13;

    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _epsilon;
    private readonly double _weightDecay;
    private readonly T[] _first;
    private readonly T[] _second;
    private readonly (int Offset, int Length, bool Decays)[] _pieces;
    private readonly int[] _starts; // of the slices among the pieces, and the end of the last
    private KernelSet<T>? _kernels;
    private AdamScalars<T> _plain;
    private AdamScalars<T> _decaying;

    internal AdamState(ParameterStore<T> parameters, double beta1, double beta2, double epsilon, double weightDecay)
        : base(parameters)
    {
        (_beta1, _beta2, _epsilon, _weightDecay) = (beta1, beta2, epsilon, weightDecay);
        _first = new T[parameters.Count];
        _second = new T[parameters.Count];
        int most = parameters.All.Sum(parameter => (parameter.HasSparseGradient ? parameter.Shape[0] : 1) + parameter.Length / MostOfPiece);
        _pieces = new (int, int, bool)[most];
        _starts = new int[most + 1];
    }

    public override IReadOnlyList<T[]> Buffers => [_first, _second];

    /// <inheritdoc/>
    public void Run(int slice)
    {
        for (int n = _starts[slice]; n < _starts[slice + 1]; n++)
        {
            (int from, int length, bool decays) = _pieces[n];
            _kernels!.AdamStep(
                Parameters.Values.AsSpan(from, length), Parameters.Gradients.AsSpan(from, length), _first.AsSpan(from, length), _second.AsSpan(from, length),
                decays ? _decaying : _plain);
        }
    }

    protected override void Update(KernelSet<T> kernels, double learningRate, double gradientScale)
    {
        _plain = new(
            T.CreateTruncating(gradientScale), T.CreateTruncating(_beta1), T.CreateTruncating(_beta2),
            T.CreateTruncating(learningRate / (1 - Math.Pow(_beta1, Steps))),
            T.CreateTruncating(1 / Math.Sqrt(1 - Math.Pow(_beta2, Steps))),
            T.CreateTruncating(_epsilon), T.Zero);
        _decaying = _plain with { Decay = T.CreateTruncating(learningRate * _weightDecay) };
        _kernels = kernels;
        SliceRunner.Run(this, Cut(), Threads);
    }

    // Elements do not depend on each other, so that no cut changes a bit.
    private int Cut()
    {
        int pieces = 0, slices = 0, length = LeastOfSlice;
        foreach (LiveRange<T> range in Parameters.LiveRanges)
        {
            bool decays = range.Parameter.Shape.Count > 1 && !range.Parameter.IsFrozen;
            for (int start = 0; start < range.Length; start += MostOfPiece)
            {
                if (length >= LeastOfSlice)
                    (_starts[slices++], length) = (pieces, 0);
                int piece = Math.Min(MostOfPiece, range.Length - start);
                _pieces[pieces++] = (range.Offset + start, piece, decays);
                length += piece;
            }
        }

        _starts[slices] = pieces;
        return slices;
    }
}
