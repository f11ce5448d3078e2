using System.Numerics;
using Gatelight.Layers;

namespace Gatelight.Models;

/// <summary>
/// What flows along one edge of a model: values, and on the way back their gradients. A sequence is stored packed, step
/// after step, as its <see cref="SequenceLayout"/> says; a vector has one row a sample, in the caller's order.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class Signal<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private T[] _values = [];
    private T[] _gradients = [];

    internal Signal(LayerShape shape, SequenceLayout layout)
    {
        Shape = shape;
        Layout = layout;
    }

    /// <summary>The shape of one sample.</summary>
    public LayerShape Shape { get; }

    /// <summary>How the rows lie: those of a time axis, or, for vectors, one step in the caller's order.</summary>
    public SequenceLayout Layout { get; }

    /// <summary>The number of features of a row.</summary>
    public int Width => Shape.Width;

    /// <summary>The number of rows: all live steps of all sequences, or one row a sample.</summary>
    public int Rows => Layout.TotalRows;

    /// <summary>Whether a backward pass should fill <see cref="Gradients"/>.</summary>
    public bool NeedsGradient { get; internal set; }

    /// <summary>The values <c>[Rows, Width]</c>.</summary>
    public Span<T> Values => _values.AsSpan(0, Rows * Width);

    /// <summary>The gradients <c>[Rows, Width]</c>.</summary>
    public Span<T> Gradients => _gradients.AsSpan(0, Rows * Width);

    /// <summary>Some rows of <see cref="Values"/>.</summary>
    /// <param name="firstRow">The first row.</param>
    /// <param name="rows">How many.</param>
    public Span<T> ValueRows(int firstRow, int rows) => _values.AsSpan(firstRow * Width, rows * Width);

    /// <summary>Some rows of <see cref="Gradients"/>.</summary>
    /// <param name="firstRow">The first row.</param>
    /// <param name="rows">How many.</param>
    public Span<T> GradientRows(int firstRow, int rows) => _gradients.AsSpan(firstRow * Width, rows * Width);

    /// <summary>The buffer behind <see cref="Values"/>, for jobs that other threads run.</summary>
    internal T[] ValueArray => _values;

    internal void PrepareForward()
    {
        int length = checked(Rows * Width);
        if (_values.Length < length)
            _values = new T[length];
    }

    /// <summary>Makes room for the gradients, and clears them unless they are overwritten as a whole in any case.</summary>
    internal void PrepareBackward(bool clears = true)
    {
        int length = Rows * Width;
        if (_gradients.Length < length)
            _gradients = new T[length];
        if (clears)
            Gradients.Clear();
    }
}
