using Gatelight.Recurrent;

namespace Gatelight.Explain.Rules;

/// <summary>A cell looped over the steps: direction, given states, zoneout and returned states.</summary>
internal static class RecurrentUnrolling
{
    internal static TapeSignal[] Unroll(RecurrentLayer layer, UnrollScope scope)
    {
        TapeSignal input = scope.Input;
        Tape tape = scope.Tape;
        UnrolledCell cell = CellOf(layer, scope);
        TapeVector?[] states = new TapeVector?[layer.StateSizes.Count];
        for (int state = 0; state < scope.Inputs.Length - 1; state++)
            states[state] = scope.Inputs[1 + state].Steps[0];
        TapeVector? initial = cell.Memory < 0 ? null : states[cell.Memory];
        TapeVector[] hidden = new TapeVector[input.Steps.Length];
        TapeVector[] writes = new TapeVector[hidden.Length];
        for (int n = 0; n < hidden.Length; n++)
        {
            int step = layer.GoBackwards ? hidden.Length - 1 - n : n;
            tape.Step = input.Times?[step] ?? -1;
            TapeVector?[] before = [.. states];
            writes[step] = cell.Step(input.Steps[step], states);
            KeepOld(layer, tape, before, states);
            hidden[step] = states[0]!.Value;
            tape.Step = -1;
        }

        bool isEmpty = hidden.Length == 0;
        if (cell.Memory >= 0)
            scope.Remember(new UnrolledMemory(scope.Layer, layer.Kind, layer.GoBackwards, input.Times, writes, initial, isEmpty ? null : states[cell.Memory]));
        TapeVector[] final = [.. layer.StateSizes.Select((size, state) => !isEmpty && states[state] is { } last ? last : tape.Leaf(new double[size]))];
        TapeSignal output = layer.ReturnSequences ? input.With(hidden) : TapeSignal.Of(final[0]);
        return layer.ReturnState ? [output, .. final.Select(TapeSignal.Of)] : [output];
    }

    private static UnrolledCell CellOf(RecurrentLayer layer, UnrollScope scope) => layer switch
    {
        Lstm { LayerNormalization: true } lstm => new UnrolledNormalizedLstmCell(lstm, scope),
        Lstm lstm => new UnrolledLstmCell(lstm, scope),
        Gru gru => new UnrolledGruCell(gru, scope),
        SimpleRnn rnn => new UnrolledSimpleRnnCell(rnn, scope),
        SLstm lstm => new UnrolledSLstmCell(lstm, scope),
        _ => throw scope.Refusal(layer, "there are no rules for this kind of cell"),
    };

    // Outside training zoneout is the expected mixture of the old state and the new one.
    private static void KeepOld(RecurrentLayer layer, Tape tape, TapeVector?[] before, TapeVector?[] states)
    {
        for (int state = 0; state < Math.Min(2, states.Length); state++)
        {
            double kept = state == 0 ? layer.HiddenZoneout : layer.CellZoneout;
            if (kept == 0 || states[state] is not { } proposed)
                continue;
            states[state] = before[state] is { } old
                ? tape.Linear(old.Length, default, LinearTerm.Scaled(kept, old), LinearTerm.Scaled(1 - kept, proposed))
                : tape.Linear(proposed.Length, default, LinearTerm.Scaled(1 - kept, proposed));
        }
    }
}
