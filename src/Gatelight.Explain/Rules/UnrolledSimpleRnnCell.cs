using Gatelight.Kernels;
using Gatelight.Recurrent;

namespace Gatelight.Explain.Rules;

/// <summary>The simple cell (equation 37 of docs/equations.md).</summary>
internal sealed class UnrolledSimpleRnnCell(SimpleRnn layer, UnrollScope scope) : UnrolledCell
{
    private readonly ActivationFunction _activation = layer.Activation ?? Activation.Tanh;

    internal override int Memory => -1;

    internal override TapeVector Step(TapeVector x, TapeVector?[] states)
    {
        int size = layer.HiddenSize;
        TapeVector z = scope.Tape.Linear(size, scope.Vector("bias"), Terms(scope, x, states[0], 0, size));
        TapeVector h = DenseUnrolling.Activated(scope.Tape, _activation, Clipped(scope.Tape, layer.Clip, z));
        states[0] = h;
        return h;
    }

    /// <summary>W·x and R·h of some rows of the stacked gates.</summary>
    internal static LinearTerm[] Terms(UnrollScope scope, TapeVector x, TapeVector? hidden, int row, int rows)
    {
        LinearTerm input = LinearTerm.Matrix(scope.Matrix("weight_ih", x.Length).Block(row, rows), x);
        return hidden is { } h ? [input, LinearTerm.Matrix(scope.Matrix("weight_hh", h.Length).Block(row, rows), h)] : [input];
    }

    internal static TapeVector Clipped(Tape tape, double bound, TapeVector z) => bound > 0 ? tape.Apply(ElementwiseFunction.Clip(bound), z) : z;
}
