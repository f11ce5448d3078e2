using System.Numerics;
using System.Numerics.Tensors;
using Gatelight.Kernels;
using Gatelight.Layers;

namespace Gatelight.Recurrent;

/// <summary>Some rows of one step, as a <see cref="Cell{T}"/> sees them: every span is <c>[Rows, width]</c>.</summary>
/// <typeparam name="T">The element type.</typeparam>
public readonly ref struct CellStep<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly CellPass<T> _pass;
    private readonly int _at;
    private readonly int _previousAt;
    private readonly int _row;

    // previousAt is the packed row of the step before, or -1 where the sequence begins here.
    internal CellStep(CellPass<T> pass, int at, int previousAt, int row, int rows)
    {
        _pass = pass;
        _at = at;
        _previousAt = previousAt;
        _row = row;
        Rows = rows;
    }

    /// <summary>The number of rows.</summary>
    public int Rows { get; }

    /// <summary>The compute kernels.</summary>
    public KernelSet<T> Kernels => _pass.Kernels;

    /// <summary>The input part of the step; the cell may overwrite it, and must on the way back.</summary>
    public Span<T> Gates => Slice(_pass.Gates, _pass.GateRow(_at, _row), _pass.GateWidth);

    /// <summary>Whether there is a state before that is not just zero.</summary>
    public bool HasPrevious => _previousAt >= 0 || _pass.HasInitialState;

    /// <summary>The previous hidden state as it enters the recurrent products: under variational dropout, what the mask leaves of it.</summary>
    public ReadOnlySpan<T> RecurrentInput => _pass.IsMasked ? Slice(_pass.MaskedHidden, _at, _pass.StateSize(0)) : Previous(0);

    /// <summary>Whether <see cref="RecurrentInput"/> is masked.</summary>
    public bool IsMasked => _pass.IsMasked;

    /// <summary>A record of this step.</summary>
    /// <param name="index">Which record.</param>
    public Span<T> Record(int index) => Slice(_pass.Record(index), _at, _pass.RecordSize(index));

    /// <summary>What each sequence sums over its steps, for the gradient of a bias or of a gain; zero when a backward loop begins.</summary>
    /// <param name="index">Which sum.</param>
    public Span<T> Sum(int index) => Slice(_pass.Sum(index), _row, _pass.SumSize(index));

    /// <summary>A state before the step.</summary>
    /// <param name="state">Which state; 0 is h.</param>
    public ReadOnlySpan<T> Previous(int state) => _previousAt >= 0
        ? Slice(_pass.States(state), _previousAt, _pass.StateSize(state))
        : Slice(_pass.Initial(state), _row, _pass.StateSize(state));

    /// <summary>A state after the step, before zoneout.</summary>
    /// <param name="state">Which state; 0 is h.</param>
    public Span<T> State(int state) => Slice(_pass.NewStates(state), _at, _pass.StateSize(state));

    /// <summary>The gradient of a state: before <see cref="Cell{T}.Backward"/> of the new one, after it of the one before.</summary>
    /// <param name="state">Which state; 0 is h.</param>
    public Span<T> Gradient(int state) => Slice(_pass.Gradient(state), _row, _pass.StateSize(state));

    /// <summary>
    /// Overwrites <see cref="Gates"/> with <c>bias + x·WeightIhᵀ + RecurrentInput·Wᵀ</c>, the input part and the recurrent one in a single product; for a cell
    /// that <see cref="Cell{T}.TakesInput"/>.
    /// </summary>
    /// <param name="weight">W <c>[G, H]</c>.</param>
    public void FillGates(PackedWeight<T> weight)
    {
        if (_pass.InputProduct is not { } input)
        {
            AddRecurrentProduct(weight, Gates);
            return;
        }

        ReadOnlySpan<T> recurrent = HasPrevious ? RecurrentInput : [];
        ReadOnlySpan<T> packed = HasPrevious ? weight.Forward(Kernels) : [];
        int depth = HasPrevious ? _pass.StateSize(0) : 0;
        Kernels.MultiplyPair(
            input.Bias, input.InputRows(_at, Rows), input.PackedWeight, input.Inputs, recurrent, packed, depth, Gates, Rows, _pass.GateWidth);
    }

    /// <summary>Adds the recurrent product <c>RecurrentInput·Wᵀ</c>.</summary>
    /// <param name="weight">W <c>[columns, H]</c>.</param>
    /// <param name="to"><c>[Rows, columns]</c>; accumulated into.</param>
    public void AddRecurrentProduct(PackedWeight<T> weight, Span<T> to)
    {
        if (HasPrevious)
            Multiply(RecurrentInput, weight.Forward(Kernels), to, _pass.StateSize(0), weight.Outputs, accumulate: true);
    }

    /// <summary>The way back of <see cref="AddRecurrentProduct"/>: brings <c>dz·W</c> to the gradient of h.</summary>
    /// <param name="weight">W <c>[columns, H]</c>.</param>
    /// <param name="gradient">dz <c>[Rows, columns]</c>.</param>
    /// <param name="accumulate">Whether to add to the gradient of h instead of overwriting it.</param>
    public void CarryRecurrentGradient(PackedWeight<T> weight, ReadOnlySpan<T> gradient, bool accumulate)
    {
        int size = _pass.StateSize(0);
        if (!HasPrevious)
        {
            if (!accumulate)
                Gradient(0).Clear();
            return;
        }

        if (!_pass.IsMasked)
        {
            Multiply(gradient, weight.Backward(Kernels), Gradient(0), weight.Outputs, size, accumulate);
            return;
        }

        Span<T> product = Slice(_pass.Scratch, _row, size);
        Multiply(gradient, weight.Backward(Kernels), product, weight.Outputs, size, accumulate: false);
        if (!accumulate)
            Gradient(0).Clear();
        AddRecurrentInputGradient(product);
    }

    /// <summary>Adds a gradient of <see cref="RecurrentInput"/> to that of h.</summary>
    /// <param name="gradient"><c>[Rows, H]</c>.</param>
    public void AddRecurrentInputGradient(ReadOnlySpan<T> gradient)
    {
        Span<T> to = Gradient(0);
        if (!_pass.IsMasked)
        {
            TensorPrimitives.Add(to, gradient, to);
            return;
        }

        ReadOnlySpan<T> mask = Slice(_pass.Mask, _row, _pass.StateSize(0));
        TensorPrimitives.MultiplyAdd(mask, gradient, to, to);
    }

    private void Multiply(ReadOnlySpan<T> x, ReadOnlySpan<T> packed, Span<T> y, int depth, int columns, bool accumulate)
    {
        if (_pass.ThreadsOfProduct > 1)
            _pass.SharedProduct.Multiply(Kernels, x, packed, y, Rows, depth, columns, accumulate, _pass.ThreadsOfProduct);
        else
            Kernels.Multiply(x, packed, y, Rows, depth, columns, accumulate);
    }

    private Span<T> Slice(T[] buffer, int first, int width) => buffer.AsSpan(first * width, Rows * width);
}
