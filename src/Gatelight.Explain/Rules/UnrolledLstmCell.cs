using Gatelight.Kernels;
using Gatelight.Recurrent;

namespace Gatelight.Explain.Rules;

/// <summary>The LSTM cell in all its variants but layer normalisation (equations 1 to 6 of docs/equations.md, and their variants).</summary>
internal sealed class UnrolledLstmCell : UnrolledCell
{
    private readonly Lstm _layer;
    private readonly UnrollScope _scope;
    private readonly Tape _tape;
    private readonly int _size;
    private readonly int _gates; // blocks before the candidate: those of i and f that exist
    private readonly bool _hasForgetBlock;
    private readonly ElementwiseFunction _gateActivation;
    private readonly ActivationFunction _candidateActivation;
    private readonly ActivationFunction _outputActivation;
    private readonly double[] _bias;
    private readonly double[] _peepholes;
    private readonly double[] _ones;
    private TapeVector? _gateMemory; // i, f and o of the step before, for full gate recurrence

    internal UnrolledLstmCell(Lstm layer, UnrollScope scope)
    {
        _layer = layer;
        _scope = scope;
        _tape = scope.Tape;
        _size = layer.HiddenSize;
        _hasForgetBlock = !layer.OmitForgetGate && !layer.CoupledGates;
        _gates = (layer.OmitInputGate ? 0 : 1) + (_hasForgetBlock ? 1 : 0);
        _gateActivation = ElementwiseFunction.Of(layer.GateActivation ?? Activation.Sigmoid);
        _candidateActivation = layer.CandidateActivation ?? Activation.Tanh;
        _outputActivation = layer.OutputActivation ?? Activation.Tanh;
        _bias = scope.Vector("bias");
        _peepholes = scope.Optional("peepholes", layer.Peepholes);
        _ones = [.. Enumerable.Repeat(1.0, _size)];
    }

    internal override int Memory => 1;

    private bool HasOutputGate => !_layer.OmitOutputGate;

    // A peephole lets o see the new cell state, so that o is computed after it.
    private bool IsOutputLate => _layer.Peepholes && HasOutputGate;

    internal override TapeVector Step(TapeVector x, TapeVector?[] states)
    {
        int blocks = _gates + 1 + (HasOutputGate && !IsOutputLate ? 1 : 0);
        TapeVector z = PreActivations(x, states, 0, blocks, states[1]);
        TapeVector open = _gates > 0 ? _tape.Apply(_gateActivation, z.Part(0, _gates * _size)) : z.Part(0, 0);
        TapeVector candidate = DenseUnrolling.Activated(_tape, _candidateActivation, z.Part(_gates * _size, _size));
        TapeVector? input = _layer.OmitInputGate ? null : open.Part(0, _size);
        TapeVector? forget = _layer.CoupledGates ? _tape.Linear(_size, _ones, LinearTerm.Scaled(-1, input!.Value))
            : _hasForgetBlock ? open.Part((_gates - 1) * _size, _size) : null;
        TapeVector written = input is { } i ? _tape.Multiply(ProductKind.Gate, i, candidate) : Copy(candidate);
        _tape.MarkWrite();
        TapeVector cell = states[1] is { } before
            ? _tape.Sum(forget is { } f ? _tape.Multiply(ProductKind.Gate, f, before) : before, written)
            : written;
        TapeVector hidden = DenseUnrolling.Activated(_tape, _outputActivation, cell);
        TapeVector? output = null;
        if (HasOutputGate)
        {
            output = _tape.Apply(_gateActivation, IsOutputLate ? PreActivations(x, states, _gates + 1, 1, cell) : z.Part((_gates + 1) * _size, _size));
            hidden = _tape.Multiply(ProductKind.OutputGate, output.Value, hidden);
        }

        if (_layer.ProjectionSize > 0)
            hidden = _tape.Linear(_layer.ProjectionSize, default, LinearTerm.Matrix(_scope.Matrix("weight_hr", _size), hidden));
        if (_layer.FullGateRecurrence)
            _gateMemory = output is { } o ? _tape.Join(open, o) : open;
        states[0] = hidden;
        states[1] = cell;
        return written;
    }

    // Blocks of the stacked pre-activations, from one on; peep is the cell state that their peepholes see.
    private TapeVector PreActivations(TapeVector x, TapeVector?[] states, int block, int blocks, TapeVector? peep)
    {
        (int row, int rows) = (block * _size, blocks * _size);
        List<LinearTerm> terms = [.. UnrolledSimpleRnnCell.Terms(_scope, x, states[0], row, rows)];
        for (int n = block; n < block + blocks; n++)
        {
            if (n == _gates)
                continue;
            int gate = n < _gates ? n : n - 1; // the candidate has neither peephole nor gate recurrence
            if (_layer.Peepholes && peep is { } cell)
                terms.Add(LinearTerm.Diagonal(_peepholes.AsMemory(gate * _size, _size), cell, (n - block) * _size));
            if (_gateMemory is { } memory)
                terms.Add(LinearTerm.Matrix(_scope.Matrix("weight_gates", memory.Length).Block(gate * _size, _size), memory, (n - block) * _size));
        }

        TapeVector z = _tape.Linear(rows, _bias.AsMemory(row, rows), [.. terms]);
        return UnrolledSimpleRnnCell.Clipped(_tape, _layer.Clip, z);
    }

    // What is written must be the output of an operation of its own.
    private TapeVector Copy(TapeVector x) => _tape.Linear(x.Length, default, LinearTerm.Scaled(1, x));
}
