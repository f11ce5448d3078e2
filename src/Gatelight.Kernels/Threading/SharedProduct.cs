using System.Numerics;

namespace Gatelight.Kernels.Threading;

/// <summary>
/// A matrix product of few rows, its columns shared among threads. It is worth the meeting of the threads where the weights are so many
/// that reading them takes longer, as in one step of a large recurrent layer on a single sequence.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed unsafe class SharedProduct<T> : ISliceJob
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // About a microsecond and a half of reading; two threads meet and part in less than half of that.
    private const long LeastWeights = 48 * 1024;

    private KernelSet<T>? _kernels;
    private T* _x;
    private T* _packed;
    private T* _y;
    private int _packedLength;
    private int _rows;
    private int _depth;
    private int _columns;
    private int _band;
    private bool _accumulate;

    /// <summary><see cref="KernelSet{T}.Multiply"/> on at most so many threads; the same bits at any number.</summary>
    /// <param name="kernels">The compute kernels.</param>
    /// <param name="x">Left matrix <c>[rows, depth]</c>.</param>
    /// <param name="packed">Right matrix <c>[depth, columns]</c>, packed.</param>
    /// <param name="y">Output <c>[rows, columns]</c>; overwritten or accumulated into.</param>
    /// <param name="rows">Rows of <paramref name="x"/> and <paramref name="y"/>.</param>
    /// <param name="depth">Inner dimension.</param>
    /// <param name="columns">Columns of the output.</param>
    /// <param name="accumulate">Whether to add to <paramref name="y"/> instead of overwriting it.</param>
    /// <param name="threads">The most threads to use.</param>
    public void Multiply(
        KernelSet<T> kernels, ReadOnlySpan<T> x, ReadOnlySpan<T> packed, Span<T> y, int rows, int depth, int columns, bool accumulate, int threads)
    {
        int grains = (columns + kernels.ColumnGrain - 1) / kernels.ColumnGrain;
        int bands = Math.Min(threads, grains);
        if (bands < 2 || (long)depth * columns < LeastWeights)
        {
            kernels.Multiply(x, packed, y, rows, depth, columns, accumulate);
            return;
        }

        ShapeGuard.Multiply(kernels, x.Length, packed.Length, y.Length, rows, depth, columns);
        (_kernels, _rows, _depth, _columns, _accumulate) = (kernels, rows, depth, columns, accumulate);
        _band = (grains + bands - 1) / bands * kernels.ColumnGrain;
        _packedLength = packed.Length;
        fixed (T* xPointer = x, packedPointer = packed, yPointer = y)
        {
            _x = xPointer;
            _packed = packedPointer;
            _y = yPointer;
            SliceRunner.Run(this, (columns + _band - 1) / _band, threads);
        }
    }

    /// <inheritdoc/>
    public void Run(int slice)
    {
        int first = slice * _band;
        _kernels!.MultiplyColumns(
            new(_x, _rows * _depth), new(_packed, _packedLength), new(_y, _rows * _columns), _rows, _depth, _columns, _accumulate, first,
            Math.Min(_band, _columns - first));
    }
}
