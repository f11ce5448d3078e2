using System.Numerics;
using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Recurrent;

/// <summary>Brings states into a recurrent loop and out of it: given, carried from the pass before, or final ones, and their gradients.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class StateKeeper<T>(CellPass<T> pass, IReadOnlyList<int> sizes, bool isReversed)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[][] _carried = [.. sizes.Select(_ => Array.Empty<T>())]; // [B, size], caller's order
    private int _carriedBatch = -1;
    private bool _isCarried;

    /// <summary>Fills the initial states; false where all are zero.</summary>
    internal bool Load(string layer, PassContext<T> context, ReadOnlySpan<Signal<T>> given)
    {
        _isCarried = given.IsEmpty && context.CarriesState && _carriedBatch >= 0;
        if (_isCarried && _carriedBatch != context.Batch)
            throw new LayerException(layer, $"carries the states of {_carriedBatch} sequences, and this batch has {context.Batch}; keep the batch size, or call ResetState between streams");
        for (int state = 0; state < sizes.Count; state++)
        {
            Span<T> initial = pass.Initial(state).AsSpan(0, context.Batch * sizes[state]);
            if (_isCarried)
                ToSorted(_carried[state], initial, sizes[state]);
            else if (state < given.Length)
                ToSorted(given[state].Values, initial, sizes[state]);
            else
                initial.Clear();
        }

        return _isCarried || !given.IsEmpty;
    }

    /// <summary>Writes a final state of every sequence in the caller's order: zero for an empty one, unless its state is carried.</summary>
    internal void CopyFinal(int state, Span<T> to)
    {
        SequenceLayout layout = pass.Layout;
        int size = sizes[state];
        for (int row = 0; row < layout.Batch; row++)
        {
            int length = layout.Length(row);
            Span<T> final = to.Slice(layout.Original(row) * size, size);
            if (length > 0)
                pass.States(state).AsSpan((layout.Offset(isReversed ? 0 : length - 1) + row) * size, size).CopyTo(final);
            else if (_isCarried)
                pass.Initial(state).AsSpan(row * size, size).CopyTo(final);
            else
                final.Clear();
        }
    }

    /// <summary>Keeps the final states for the next pass.</summary>
    internal void Keep()
    {
        _carriedBatch = pass.Layout.Batch;
        for (int state = 0; state < sizes.Count; state++)
        {
            int length = _carriedBatch * sizes[state];
            if (_carried[state].Length != length)
                _carried[state] = new T[length];
            CopyFinal(state, _carried[state]);
        }
    }

    /// <summary>What is kept, in the caller's order; empty where nothing is.</summary>
    internal IReadOnlyList<T[]> Carried => _carriedBatch < 0 ? [] : _carried;

    /// <summary>Keeps given states for the next pass.</summary>
    internal void Load(IReadOnlyList<T[]> states, int batch)
    {
        _carriedBatch = batch;
        for (int state = 0; state < sizes.Count; state++)
            _carried[state] = (T[])states[state].Clone();
    }

    internal void Forget() => _carriedBatch = -1;

    internal void BeginGradients()
    {
        for (int state = 0; state < sizes.Count; state++)
            pass.Gradient(state).AsSpan(0, pass.Layout.Batch * sizes[state]).Clear();
    }

    /// <summary>Adds the gradient of a final state, where its row is first read on the way back.</summary>
    internal void AddFinalGradient(int state, ReadOnlySpan<T> gradient)
    {
        int size = sizes[state];
        for (int row = 0; row < pass.Layout.Batch && pass.Layout.Length(row) > 0; row++)
            Add(gradient.Slice(pass.Layout.Original(row) * size, size), pass.Gradient(state).AsSpan(row * size, size));
    }

    /// <summary>Adds what reached an initial state to the gradient of the input that gave it.</summary>
    internal void AddInitialGradient(int state, Signal<T> input)
    {
        if (!input.NeedsGradient)
            return;
        int size = sizes[state];
        for (int row = 0; row < pass.Layout.Batch; row++)
            Add(pass.Gradient(state).AsSpan(row * size, size), input.GradientRows(pass.Layout.Original(row), 1));
    }

    private void ToSorted(ReadOnlySpan<T> from, Span<T> sorted, int size)
    {
        for (int row = 0; row < pass.Layout.Batch; row++)
            from.Slice(pass.Layout.Original(row) * size, size).CopyTo(sorted[(row * size)..]);
    }

    private static void Add(ReadOnlySpan<T> from, Span<T> to)
    {
        for (int n = 0; n < to.Length; n++)
            to[n] += from[n];
    }
}
