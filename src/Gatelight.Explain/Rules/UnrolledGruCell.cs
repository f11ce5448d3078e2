using Gatelight.Kernels;
using Gatelight.Recurrent;

namespace Gatelight.Explain.Rules;

/// <summary>The GRU cell, with the reset before or after the recurrent product (equations 38 to 42 of docs/equations.md). Its memory is h itself.</summary>
internal sealed class UnrolledGruCell(Gru layer, UnrollScope scope) : UnrolledCell
{
    private readonly int _size = layer.HiddenSize;
    private readonly ElementwiseFunction _gate = ElementwiseFunction.Of(layer.GateActivation ?? Activation.Sigmoid);
    private readonly ActivationFunction _candidate = layer.CandidateActivation ?? Activation.Tanh;
    private readonly double[] _bias = scope.Vector("bias");
    private readonly double[] _ones = [.. Enumerable.Repeat(1.0, layer.HiddenSize)];

    internal override int Memory => 0;

    internal override TapeVector Step(TapeVector x, TapeVector?[] states)
    {
        Tape tape = scope.Tape;
        TapeVector z = tape.Linear(2 * _size, _bias.AsMemory(0, 2 * _size), UnrolledSimpleRnnCell.Terms(scope, x, states[0], 0, 2 * _size));
        TapeVector gates = tape.Apply(_gate, UnrolledSimpleRnnCell.Clipped(tape, layer.Clip, z));
        TapeVector reset = gates.Part(0, _size);
        TapeVector update = gates.Part(_size, _size);
        TapeVector candidate = Candidate(x, reset, states[0]);
        TapeVector open = tape.Linear(_size, _ones, LinearTerm.Scaled(-1, update));
        TapeVector written = tape.Multiply(ProductKind.Gate, open, candidate);
        tape.MarkWrite();
        states[0] = states[0] is { } h ? tape.Sum(written, tape.Multiply(ProductKind.Gate, update, h)) : written;
        return written;
    }

    private TapeVector Candidate(TapeVector x, TapeVector reset, TapeVector? hidden)
    {
        Tape tape = scope.Tape;
        List<LinearTerm> terms = [LinearTerm.Matrix(scope.Matrix("weight_ih", x.Length).Block(2 * _size, _size), x)];
        if (layer.ResetBefore && hidden is { } h)
            terms.Add(LinearTerm.Matrix(Recurrent, tape.Multiply(ProductKind.Gate, reset, h)));
        else if (!layer.ResetBefore)
            terms.Add(ResetAfter(reset, hidden));
        TapeVector n = tape.Linear(_size, _bias.AsMemory(2 * _size), [.. terms]);
        return DenseUnrolling.Activated(tape, _candidate, UnrolledSimpleRnnCell.Clipped(tape, layer.Clip, n));
    }

    private TapeMatrix Recurrent => scope.Matrix("weight_hh", _size).Block(2 * _size, _size);

    // Without an old state r scales its bias alone, and is then the only variable of the product.
    private LinearTerm ResetAfter(TapeVector reset, TapeVector? hidden) => hidden is { } h
        ? LinearTerm.Scaled(1, scope.Tape.Multiply(ProductKind.Gate, reset, scope.Tape.Linear(_size, scope.Vector("bias_hn"), LinearTerm.Matrix(Recurrent, h))))
        : LinearTerm.Diagonal(scope.Vector("bias_hn"), reset);
}
