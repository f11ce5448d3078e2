using System.Numerics;
using System.Numerics.Tensors;
using Gatelight.Kernels;
using Gatelight.Models;

namespace Gatelight.Layers;

/// <summary>One sample as attention sees it, and the buffers to work on it; each slice of the batch has its own.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class AttentionWorkspace<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private SequenceLayout? _queryLayout;
    private SequenceLayout? _memoryLayout;
    private KernelSet<T>? _kernels;
    private T[] _queries = [];
    private T[] _keys = [];
    private T[] _keyGradients = [];
    private T[] _hidden = [];
    private T[] _memory = [];
    private T[] _contexts = [];
    private T[] _scoreGradient = [];
    private T[] _packed = [];
    private int _width;
    private int _memoryWidth;
    private int _queryRow;
    private int _memoryRow;

    internal KernelSet<T> Kernels => _kernels!;

    /// <summary>The sample's place in the caller's batch.</summary>
    internal int Sample { get; private set; }

    /// <summary>Tq.</summary>
    internal int QuerySteps { get; private set; }

    /// <summary>Tk.</summary>
    internal int MemorySteps { get; private set; }

    /// <summary><c>[Tq, Width]</c>.</summary>
    internal Span<T> Queries => _queries.AsSpan(0, QuerySteps * _width);

    /// <summary><c>[Tk, Width]</c>.</summary>
    internal Span<T> Keys => _keys.AsSpan(0, MemorySteps * _width);

    /// <summary><c>[Tk, Width]</c>.</summary>
    internal Span<T> KeyGradients => _keyGradients.AsSpan(0, MemorySteps * _width);

    /// <summary><c>[Tk, Width]</c>.</summary>
    internal Span<T> Hidden => _hidden.AsSpan(0, MemorySteps * _width);

    /// <summary><c>[Tk, Dk]</c>.</summary>
    internal Span<T> Memory => _memory.AsSpan(0, MemorySteps * _memoryWidth);

    /// <summary><c>[Tq, Dk]</c>.</summary>
    internal Span<T> Contexts => _contexts.AsSpan(0, QuerySteps * _memoryWidth);

    /// <summary><c>[Tq, Tk]</c>.</summary>
    internal Span<T> ScoreGradient => _scoreGradient.AsSpan(0, QuerySteps * MemorySteps);

    /// <summary>Makes room for the longest sample, so that the threads take none.</summary>
    internal void Prepare(KernelSet<T> kernels, SequenceLayout queries, SequenceLayout memory, int width, int memoryWidth)
    {
        _kernels = kernels;
        _queryLayout = queries;
        _memoryLayout = memory;
        _width = width;
        _memoryWidth = memoryWidth;
        int widest = Math.Max(width, memoryWidth);
        Grow(ref _queries, checked(queries.Steps * width));
        Grow(ref _keys, checked(memory.Steps * width));
        Grow(ref _keyGradients, checked(memory.Steps * width));
        Grow(ref _hidden, checked(memory.Steps * width));
        Grow(ref _memory, checked(memory.Steps * memoryWidth));
        Grow(ref _contexts, checked(queries.Steps * memoryWidth));
        Grow(ref _scoreGradient, checked(queries.Steps * memory.Steps));
        Grow(ref _packed, Math.Max(kernels.PackedLength(memory.Steps, widest), kernels.PackedLength(widest, memory.Steps)));
    }

    internal void Select(int sample)
    {
        Sample = sample;
        _queryRow = _queryLayout!.Sorted(sample);
        _memoryRow = _memoryLayout!.Sorted(sample);
        QuerySteps = _queryLayout.Length(_queryRow);
        MemorySteps = _memoryLayout.Length(_memoryRow);
    }

    /// <summary>The packed row of a step of the sample's query.</summary>
    internal int QueryRow(int step) => _queryLayout!.Offset(step) + _queryRow;

    /// <summary>The packed row of a step of the sample's memory.</summary>
    internal int MemoryRow(int step) => _memoryLayout!.Offset(step) + _memoryRow;

    /// <summary>Copies the sample's rows of the query's axis side by side.</summary>
    internal void GatherQueries(ReadOnlySpan<T> packed, Span<T> rows)
    {
        int width = rows.Length / Math.Max(1, QuerySteps);
        for (int step = 0; step < QuerySteps; step++)
            packed.Slice(QueryRow(step) * width, width).CopyTo(rows[(step * width)..]);
    }

    /// <summary>Copies the sample's rows of the memory's axis side by side.</summary>
    internal void GatherMemory(ReadOnlySpan<T> packed, Span<T> rows)
    {
        int width = rows.Length / Math.Max(1, MemorySteps);
        for (int step = 0; step < MemorySteps; step++)
            packed.Slice(MemoryRow(step) * width, width).CopyTo(rows[(step * width)..]);
    }

    /// <summary>Adds rows of the query's axis to where they belong.</summary>
    internal void AddQueries(ReadOnlySpan<T> rows, Span<T> packed)
    {
        int width = rows.Length / Math.Max(1, QuerySteps);
        for (int step = 0; step < QuerySteps; step++)
            Add(rows.Slice(step * width, width), packed.Slice(QueryRow(step) * width, width));
    }

    /// <summary>Adds rows of the memory's axis to where they belong.</summary>
    internal void AddMemory(ReadOnlySpan<T> rows, Span<T> packed)
    {
        int width = rows.Length / Math.Max(1, MemorySteps);
        for (int step = 0; step < MemorySteps; step++)
            Add(rows.Slice(step * width, width), packed.Slice(MemoryRow(step) * width, width));
    }

    /// <summary><c>y = x·mᵀ</c>, or without <paramref name="transposed"/> <c>y = x·m</c>, for rows m <c>[Tk, width]</c> of the memory.</summary>
    internal void Multiply(ReadOnlySpan<T> x, ReadOnlySpan<T> memory, bool transposed, Span<T> y)
    {
        int width = memory.Length / MemorySteps;
        int depth = transposed ? width : MemorySteps;
        int columns = transposed ? MemorySteps : width;
        Span<T> packed = _packed.AsSpan(0, Kernels.PackedLength(depth, columns));
        if (transposed)
            Kernels.PackTransposed(memory, columns, depth, packed);
        else
            Kernels.Pack(memory, depth, columns, packed);
        Kernels.Multiply(x, packed, y, QuerySteps, depth, columns, accumulate: false);
    }

    /// <summary><c>sums += aᵀ·b</c> for a <c>[Tq, Tk]</c> and rows b <c>[Tq, width]</c> of the query.</summary>
    internal void AddTransposedProduct(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> sums) =>
        Kernels.MultiplyTransposed(a, b, sums, QuerySteps, MemorySteps, b.Length / Math.Max(1, QuerySteps), 0, MemorySteps);

    private static void Add(ReadOnlySpan<T> from, Span<T> to) => TensorPrimitives.Add(to, from, to);

    private static void Grow(ref T[] buffer, int length)
    {
        if (buffer.Length < length)
            buffer = new T[length];
    }
}
