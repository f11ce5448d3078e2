using System.Numerics.Tensors;

namespace Gatelight.Explain.Rules;

/// <summary><c>y = a⊙b</c>; a may be one number for all of b.</summary>
internal sealed class ProductOperation(TapeVector output, ProductKind kind, TapeVector gate, TapeVector signal) : TapeOperation(output)
{
    internal ProductKind Kind { get; } = kind;

    internal TapeVector Gate { get; } = gate;

    internal TapeVector Signal { get; } = signal;

    internal override void Forward(double[] values) => Multiply(Gate.Of(values), Signal.Of(values), Output.Of(values));

    internal override void Backward(double[] values, double[] gradients)
    {
        ReadOnlySpan<double> dy = Output.Of(gradients);
        AddGate(Signal.Of(values), dy, Gate.Of(gradients));
        AddSignal(Gate.Of(values), dy, Signal.Of(gradients));
    }

    /// <summary><c>y = a⊙b</c>.</summary>
    internal static void Multiply(ReadOnlySpan<double> gate, ReadOnlySpan<double> signal, Span<double> y)
    {
        if (gate.Length == 1)
            TensorPrimitives.Multiply(signal, gate[0], y);
        else
            TensorPrimitives.Multiply(gate, signal, y);
    }

    /// <summary><c>da += dy⊙b</c>, summed up where a is one number.</summary>
    internal static void AddGate(ReadOnlySpan<double> signal, ReadOnlySpan<double> dy, Span<double> gate)
    {
        if (gate.Length == 1)
            gate[0] += TensorPrimitives.Dot(signal, dy);
        else
            TensorPrimitives.MultiplyAdd(signal, dy, gate, gate);
    }

    /// <summary><c>db += dy⊙a</c>.</summary>
    internal static void AddSignal(ReadOnlySpan<double> gate, ReadOnlySpan<double> dy, Span<double> signal)
    {
        if (gate.Length == 1)
            TensorPrimitives.MultiplyAdd(dy, gate[0], signal, signal);
        else
            TensorPrimitives.MultiplyAdd(gate, dy, signal, signal);
    }
}
