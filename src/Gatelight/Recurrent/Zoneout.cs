using System.Numerics;
using System.Numerics.Tensors;
using Gatelight.Models;

namespace Gatelight.Recurrent;

/// <summary>
/// Zoneout (Krueger et al. 2017, arXiv:1606.01305): each new state is mixed with the one before,
/// <c>s = k⊙s₋₁ + (1 - k)⊙s̃</c>; k is drawn 0 or 1 in training and is the rate itself otherwise.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class Zoneout<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly CellPass<T> _pass;
    private readonly IReadOnlyList<int> _sizes;
    private readonly double[] _rates;
    private readonly T[][] _kept; // k, [rows, size]
    private readonly T[][] _past; // the part of the gradient that goes past the cell, [B, size]

    internal Zoneout(CellPass<T> pass, IReadOnlyList<int> sizes, double hidden, double cell)
    {
        _pass = pass;
        _sizes = sizes;
        _rates = new double[sizes.Count];
        _rates[0] = hidden;
        if (sizes.Count > 1)
            _rates[1] = cell;
        _kept = [.. sizes.Select(_ => Array.Empty<T>())];
        _past = [.. sizes.Select(_ => Array.Empty<T>())];
    }

    /// <summary>Draws k for all steps, on one thread.</summary>
    internal void Begin(PassContext<T> context)
    {
        for (int state = 0; state < _sizes.Count; state++)
        {
            int length = _pass.Rows * _sizes[state];
            Grow(ref _kept[state], length);
            Grow(ref _past[state], _pass.Layout.Batch * _sizes[state]);
            Span<T> kept = _kept[state].AsSpan(0, length);
            if (_rates[state] == 0 || !context.IsTraining)
            {
                kept.Fill(T.CreateChecked(_rates[state]));
                continue;
            }

            for (int n = 0; n < length; n++)
                kept[n] = context.Random.NextUniform() < _rates[state] ? T.One : T.Zero;
        }
    }

    /// <summary>Mixes the new states of a step with those before.</summary>
    internal void Mix(CellStep<T> step, int at)
    {
        for (int state = 0; state < _sizes.Count; state++)
        {
            ReadOnlySpan<T> before = step.Previous(state);
            ReadOnlySpan<T> proposed = step.State(state);
            ReadOnlySpan<T> kept = _kept[state].AsSpan(at * _sizes[state], before.Length);
            Span<T> mixed = _pass.States(state).AsSpan(at * _sizes[state], before.Length);
            int n = 0;
            for (; n <= mixed.Length - Vector<T>.Count; n += Vector<T>.Count)
            {
                Vector<T> k = new(kept[n..]);
                (k * new Vector<T>(before[n..]) + (Vector<T>.One - k) * new Vector<T>(proposed[n..])).CopyTo(mixed[n..]);
            }

            for (; n < mixed.Length; n++)
                mixed[n] = kept[n] * before[n] + (T.One - kept[n]) * proposed[n];
        }
    }

    /// <summary>Splits the gradient of the mixture: what goes past the cell is put aside, what goes through it stays.</summary>
    internal void Split(int at, int row, int rows)
    {
        for (int state = 0; state < _sizes.Count; state++)
        {
            Span<T> gradient = _pass.Gradient(state).AsSpan(row * _sizes[state], rows * _sizes[state]);
            Span<T> past = _past[state].AsSpan(row * _sizes[state], gradient.Length);
            ReadOnlySpan<T> kept = _kept[state].AsSpan(at * _sizes[state], gradient.Length);
            TensorPrimitives.Multiply(kept, gradient, past);
            TensorPrimitives.Subtract(gradient, past, gradient);
        }
    }

    /// <summary>Adds what was put aside to the gradient of the states before.</summary>
    internal void Join(int row, int rows)
    {
        for (int state = 0; state < _sizes.Count; state++)
        {
            Span<T> gradient = _pass.Gradient(state).AsSpan(row * _sizes[state], rows * _sizes[state]);
            ReadOnlySpan<T> past = _past[state].AsSpan(row * _sizes[state], gradient.Length);
            TensorPrimitives.Add(gradient, past, gradient);
        }
    }

    private static void Grow(ref T[] buffer, int length)
    {
        if (buffer.Length < length)
            buffer = new T[length];
    }
}
