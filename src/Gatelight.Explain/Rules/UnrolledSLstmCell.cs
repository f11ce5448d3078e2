using Gatelight.Kernels;
using Gatelight.Recurrent;

namespace Gatelight.Explain.Rules;

/// <summary>The sLSTM cell (equations 43 to 49 of docs/equations.md); <c>1/n</c> is a gate on the way out.</summary>
internal sealed class UnrolledSLstmCell(SLstm layer, UnrollScope scope) : UnrolledCell
{
    private const int Cell = 1;
    private const int Normalizer = 2;
    private const int Stabilizer = 3;
    private static readonly ElementwiseFunction Sigmoid = ElementwiseFunction.Of(Activation.Sigmoid);
    private static readonly ElementwiseFunction Tanh = ElementwiseFunction.Of(Activation.Tanh);

    internal override int Memory => Cell;

    internal override TapeVector Step(TapeVector x, TapeVector?[] states)
    {
        Tape tape = scope.Tape;
        int size = layer.HiddenSize;
        DropEmpty(states);
        TapeVector z = tape.Linear(4 * size, scope.Vector("bias"), UnrolledSimpleRnnCell.Terms(scope, x, states[0], 0, 4 * size));
        TapeVector inputLogarithm = z.Part(0, size);
        TapeVector candidate = tape.Apply(Tanh, z.Part(2 * size, size));
        TapeVector output = tape.Apply(Sigmoid, z.Part(3 * size, size));
        TapeVector written;
        if (states[Cell] is not { } cell || states[Normalizer] is not { } normalizer || states[Stabilizer] is not { } stabilizer)
        {
            written = tape.Linear(size, default, LinearTerm.Scaled(1, candidate));
            tape.MarkWrite();
            // m = zᵢ, so that i = exp(zᵢ - m) is 1, and n is i.
            TapeVector open = tape.Apply(ElementwiseFunction.Exponential, tape.Sum(inputLogarithm, inputLogarithm, -1));
            (states[Cell], states[Normalizer], states[Stabilizer]) = (written, open, inputLogarithm);
            states[0] = tape.Multiply(ProductKind.OutputGate, output, written);
            return written;
        }

        TapeVector forget = z.Part(size, size);
        TapeVector kept = tape.Sum(layer.ExponentialForgetGate ? forget : tape.Apply(ElementwiseFunction.LogSigmoid, forget), stabilizer);
        TapeVector m = tape.Extreme(kept, inputLogarithm, isMaximum: true);
        TapeVector i = tape.Apply(ElementwiseFunction.Exponential, tape.Sum(inputLogarithm, m, -1));
        TapeVector f = tape.Apply(ElementwiseFunction.Exponential, tape.Sum(kept, m, -1));
        written = tape.Multiply(ProductKind.Gate, i, candidate);
        tape.MarkWrite();
        TapeVector c = tape.Sum(tape.Multiply(ProductKind.Gate, f, cell), written);
        TapeVector n = tape.Sum(tape.Multiply(ProductKind.Factors, f, normalizer), i);
        TapeVector mean = tape.Multiply(ProductKind.OutputGate, tape.Apply(ElementwiseFunction.Reciprocal, n), c);
        (states[0], states[Cell], states[Normalizer], states[Stabilizer]) = (tape.Multiply(ProductKind.OutputGate, output, mean), c, n, m);
        return written;
    }

    // A normaliser of 0 says that nothing was remembered yet, whatever the stabiliser is.
    private void DropEmpty(TapeVector?[] states)
    {
        if (states[Normalizer] is not { } normalizer)
            return;
        ReadOnlySpan<double> n = normalizer.Of(scope.Tape.Values);
        if (!n.Contains(0))
            return;
        if (n.ContainsAnyExcept(0))
            throw scope.Refusal(layer, "its given normaliser is 0 for some units only");
        (states[Cell], states[Normalizer], states[Stabilizer]) = (null, null, null);
    }
}
