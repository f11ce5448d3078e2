using System.Numerics;
using Gatelight.Initializers;

namespace Gatelight.Models;

/// <summary>One array of weights of a model: a window on the model's flat buffers of weights and gradients.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class Parameter<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int[] _shape;
    private ParameterStore<T>? _store;

    /// <summary>Declares a parameter; the model gives it its place.</summary>
    /// <param name="name">Its name within the layer, as in <c>weight_ih</c>.</param>
    /// <param name="initializer">How it starts.</param>
    /// <param name="shape">Its dimensions.</param>
    public Parameter(string name, Initializer initializer, params int[] shape)
    {
        Name = name;
        Initializer = initializer;
        _shape = shape;
        Length = checked((int)shape.Aggregate(1L, (product, size) => checked(product * size)));
    }

    /// <summary>The name: the layer's and the parameter's, as in <c>lstm_1.weight_ih</c>, once the model is built.</summary>
    public string Name { get; private set; }

    /// <summary>How it starts.</summary>
    public Initializer Initializer { get; }

    /// <summary>Its dimensions.</summary>
    public IReadOnlyList<int> Shape => _shape;

    /// <summary>Its number of elements.</summary>
    public int Length { get; }

    /// <summary>Whether training leaves it as it is: its layer adds nothing to its gradient, and weight decay passes it by.</summary>
    public bool IsFrozen { get; init; }

    /// <summary>
    /// Whether a backward pass reaches few of its rows, as that of an embedding does. The layer then adds to the gradient through
    /// <see cref="GradientRow"/>; clearing, clipping and the optimizer look at the rows that got a gradient and leave the others alone. Without
    /// effect where another layer shares the weights: its gradient may reach every row.
    /// </summary>
    public bool HasSparseGradient { get; init => (field, TouchedRows) = (value, value ? new RowMarks(_shape[0]) : null); }

    /// <summary>Where it starts in the flat buffers.</summary>
    public int Offset { get; private set; }

    /// <summary>Whether the weights are those of another parameter; see <see cref="ParameterTie"/>.</summary>
    public bool IsShared { get; private set; }

    /// <summary>The weights. After writing to them call <see cref="MarkChanged"/>.</summary>
    public Span<T> Values => Store.Values.AsSpan(Offset, Length);

    /// <summary>The gradients.</summary>
    public Span<T> Gradients => Store.Gradients.AsSpan(Offset, Length);

    /// <summary>The rows that got a gradient since the gradients were cleared; null when every row counts.</summary>
    internal RowMarks? TouchedRows { get; private set; }

    /// <summary>A number that changes whenever the weights may have changed; packed copies are remade then.</summary>
    public int Version => Store.Version;

    /// <summary>Says that the weights were written to, so that packed copies are remade.</summary>
    public void MarkChanged() => Store.MarkChanged();

    /// <summary>The gradient of one row, to be added to; notes that the row has one.</summary>
    /// <param name="row">The row, along the first dimension.</param>
    public Span<T> GradientRow(int row)
    {
        TouchedRows?.Mark(row);
        int width = Length / _shape[0];
        return Store.Gradients.AsSpan(Offset + row * width, width);
    }

    /// <summary>Lets every row count, as where another layer that reaches all of them shares the weights.</summary>
    internal void CountEveryRow() => TouchedRows = null;

    private ParameterStore<T> Store => _store ?? throw new InvalidOperationException($"Parameter {Name} does not belong to a model yet.");

    internal void Attach(ParameterStore<T> store, string owner, int offset, bool isShared = false)
    {
        _store = store;
        Name = $"{owner}.{Name}";
        Offset = offset;
        IsShared = isShared;
    }

    /// <summary>Puts a part of the layer before the name, as in <c>forward.weight_ih</c>; before the parameter has its place.</summary>
    internal void Qualify(string part) => Name = $"{part}.{Name}";

    internal void Initialize(SeededRandom random) => Initializer.Fill(Values, _shape, random);
}
