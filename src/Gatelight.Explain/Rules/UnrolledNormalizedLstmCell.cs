using Gatelight.Kernels;
using Gatelight.Recurrent;

namespace Gatelight.Explain.Rules;

/// <summary>The layer-normalised LSTM cell: <c>z = LN(W·x)⊙a₁ + LN(R·h₋₁)⊙a₂ + b</c> and <c>h = o⊙tanh(LN(c)⊙a₃ + b₃)</c>.</summary>
internal sealed class UnrolledNormalizedLstmCell(Lstm layer, UnrollScope scope) : UnrolledCell
{
    private const double Epsilon = 1e-5;
    private static readonly ElementwiseFunction Sigmoid = ElementwiseFunction.Of(Activation.Sigmoid);
    private static readonly ElementwiseFunction Tanh = ElementwiseFunction.Of(Activation.Tanh);

    internal override int Memory => 1;

    internal override TapeVector Step(TapeVector x, TapeVector?[] states)
    {
        Tape tape = scope.Tape;
        int size = layer.HiddenSize;
        List<LinearTerm> terms = [Normalized("weight_ih", "gain_ih", x)];
        if (states[0] is { } h)
            terms.Add(Normalized("weight_hh", "gain_hh", h));
        TapeVector z = tape.Linear(4 * size, scope.Vector("bias"), [.. terms]);
        TapeVector open = tape.Apply(Sigmoid, z.Part(0, 2 * size));
        TapeVector candidate = tape.Apply(Tanh, z.Part(2 * size, size));
        TapeVector output = tape.Apply(Sigmoid, z.Part(3 * size, size));
        TapeVector written = tape.Multiply(ProductKind.Gate, open.Part(0, size), candidate);
        tape.MarkWrite();
        TapeVector cell = states[1] is { } before ? tape.Sum(tape.Multiply(ProductKind.Gate, open.Part(size, size), before), written) : written;
        TapeVector shown = tape.Linear(size, scope.Vector("bias_c"), LinearTerm.Diagonal(scope.Vector("gain_c"), tape.Normalize(cell, Epsilon)));
        states[0] = tape.Multiply(ProductKind.OutputGate, output, tape.Apply(Tanh, shown));
        states[1] = cell;
        return written;
    }

    private LinearTerm Normalized(string weight, string gain, TapeVector x)
    {
        TapeVector product = scope.Tape.Linear(4 * layer.HiddenSize, default, LinearTerm.Matrix(scope.Matrix(weight, x.Length), x));
        return LinearTerm.Diagonal(scope.Vector(gain), scope.Tape.Normalize(product, Epsilon));
    }
}
