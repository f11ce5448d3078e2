using Gatelight.Formats.Arrays;
using Gatelight.Kernels;
using Gatelight.Recurrent;

namespace Gatelight.Formats.Onnx.Exporting;

/// <summary>Writes one step of a cell in basic operators; its weights stand in the graph around, where every step reads them.</summary>
/// <param name="at">The layer, writing into the body of the step.</param>
/// <param name="outer">The graph around.</param>
internal sealed class StepWriter(LayerExport at, OnnxGraphWriter outer)
{
    private readonly LayerExport _weights = at with { Graph = outer };

    /// <summary>Gates of an LSTM variant that see their own past where full gate recurrence is on.</summary>
    internal static int GatesOf(Lstm lstm) => (lstm.OmitInputGate ? 0 : 1) + (lstm.OmitForgetGate || lstm.CoupledGates ? 0 : 1) + (lstm.OmitOutputGate ? 0 : 1);

    /// <summary>The states after a step.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="gates">The input product and bias of the step.</param>
    /// <param name="before">The states before it.</param>
    internal string[] Step(RecurrentLayer layer, string gates, string[] before)
    {
        string[] after = layer switch
        {
            Lstm { LayerNormalization: true } lstm => Normalized(lstm, gates, before),
            Lstm lstm => Variant(lstm, gates, before),
            Gru gru => [Gated(gru, gates, before[0])],
            SimpleRnn simple => [at.Activate(simple.Activation ?? Activation.Tanh, Clip(simple.Clip, Plus(gates, Product(before[0], "weight_hh"))))],
            SLstm exponential => Exponential(exponential, gates, before),
            _ => throw at.Refusal(layer, "it is a cell of its own kind"),
        };
        after[0] = Mix(layer.HiddenZoneout, before[0], after[0]);
        if (after.Length > 1)
            after[1] = Mix(layer.CellZoneout, before[1], after[1]);
        return after;
    }

    private string[] Variant(Lstm lstm, string gates, string[] before)
    {
        int hidden = lstm.HiddenSize;
        bool hasForget = !lstm.OmitForgetGate && !lstm.CoupledGates;
        string[] kinds = [.. lstm.OmitInputGate ? Array.Empty<string>() : ["i"], .. hasForget ? ["f"] : Array.Empty<string>(), "g", .. lstm.OmitOutputGate ? Array.Empty<string>() : ["o"]];
        string z = Plus(gates, Product(before[0], "weight_hh"));
        string[] parts = kinds.Length == 1 ? [z] : at.Graph.Nodes("Split", $"{at.Name}_blocks", [z], kinds.Length, ("axis", -1));
        Dictionary<string, string> block = kinds.Zip(parts).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        string[] remembered = [.. kinds.Where(kind => kind != "g")];
        if (lstm.FullGateRecurrence && remembered.Length > 0)
        {
            string past = Product(before[2], "weight_gates");
            string[] each = remembered.Length == 1 ? [past] : at.Graph.Nodes("Split", $"{at.Name}_past", [past], remembered.Length, ("axis", -1));
            for (int n = 0; n < each.Length; n++)
                block[remembered[n]] = Plus(block[remembered[n]], each[n]);
        }

        float[] peepholes = lstm.Peepholes ? at.Values("peepholes") : [];
        string previous = before[1];
        string? i = Gate("i", previous), f = Gate("f", previous);
        string g = at.Activate(lstm.CandidateActivation ?? Activation.Tanh, Clip(lstm.Clip, block["g"]));
        if (lstm.CoupledGates)
            f = at.Node("Sub", [outer.Scalar(1), i!]);
        string kept = f is null ? previous : Times(f, previous), written = i is null ? g : Times(i, g);
        string c = Plus(kept, written);
        string? o = Gate("o", c);
        string squashed = at.Activate(lstm.OutputActivation ?? Activation.Tanh, c);
        string h = o is null ? squashed : Times(o, squashed);
        if (lstm.ProjectionSize > 0)
            h = Product(h, "weight_hr");
        if (!lstm.FullGateRecurrence)
            return [h, c];
        Dictionary<string, string?> values = new(StringComparer.Ordinal) { ["i"] = i, ["f"] = f, ["o"] = o };
        string[] memory = [.. remembered.Select(kind => values[kind]!)];
        return [h, c, memory.Length == 1 ? memory[0] : at.Node("Concat", memory, ("axis", -1))];

        string? Gate(string kind, string cell)
        {
            if (!block.TryGetValue(kind, out string? pre))
                return null;
            if (peepholes.Length > 0)
            {
                int place = Array.IndexOf(remembered, kind);
                pre = Plus(pre, Times(cell, outer.Weight($"{at.Name}.peephole_{kind}", peepholes.AsSpan(place * hidden, hidden).ToArray(), hidden)));
            }

            return at.Activate(lstm.GateActivation ?? Activation.Sigmoid, Clip(lstm.Clip, pre));
        }
    }

    private string[] Normalized(Lstm lstm, string gates, string[] before)
    {
        string zero = outer.Weight($"{at.Name}.no_shift", new float[4 * lstm.HiddenSize], 4 * lstm.HiddenSize);
        string recurrent = at.Node("LayerNormalization", [Product(before[0], "weight_hh"), _weights.Weight("gain_hh"), zero], ("axis", -1), ("epsilon", 1e-5f));
        string[] block = at.Graph.Nodes("Split", $"{at.Name}_blocks", [Plus(gates, recurrent)], 4, ("axis", -1));
        string i = at.Node("Sigmoid", [block[0]]), f = at.Node("Sigmoid", [block[1]]), g = at.Node("Tanh", [block[2]]), o = at.Node("Sigmoid", [block[3]]);
        string c = Plus(Times(f, before[1]), Times(i, g));
        string normal = at.Node("LayerNormalization", [c, _weights.Weight("gain_c"), _weights.Weight("bias_c")], ("axis", -1), ("epsilon", 1e-5f));
        return [Times(o, at.Node("Tanh", [normal])), c];
    }

    private string Gated(Gru gru, string gates, string before)
    {
        int hidden = gru.HiddenSize;
        float[] recurrent = at.Values("weight_hh");
        string[] block = at.Graph.Nodes("Split", $"{at.Name}_blocks", [gates], 3, ("axis", -1));
        string r = Gate(0), z = Gate(1);
        string inner = gru.ResetBefore ? Part(2, Times(r, before)) : Times(r, Plus(Part(2, before), _weights.Weight("bias_hn")));
        string n = at.Activate(gru.CandidateActivation ?? Activation.Tanh, Clip(gru.Clip, Plus(block[2], inner)));
        return Plus(Times(at.Node("Sub", [outer.Scalar(1), z]), n), Times(z, before));

        string Gate(int number) => at.Activate(gru.GateActivation ?? Activation.Sigmoid, Clip(gru.Clip, Plus(block[number], Part(number, before))));

        string Part(int number, string h)
        {
            int[] swap = [1, 0];
            float[] own = recurrent.AsSpan(number * hidden * hidden, hidden * hidden).ToArray();
            return at.Node("MatMul", [h, outer.Weight(FormattableString.Invariant($"{at.Name}.weight_hh_{number}"), ArrayMoves.Transpose(NdArray.Of(own, hidden, hidden), swap).ToSingles(), hidden, hidden)]);
        }
    }

    // The stabiliser keeps every exponential at 1 or below; before the first step the normaliser is 0 and nothing is kept.
    private string[] Exponential(SLstm layer, string gates, string[] before)
    {
        string[] block = at.Graph.Nodes("Split", $"{at.Name}_blocks", [Plus(gates, Product(before[0], "weight_hh"))], 4, ("axis", -1));
        string logForget = layer.ExponentialForgetGate ? block[1] : at.Node("Neg", [at.Node("Softplus", [at.Node("Neg", [block[1]])])]);
        string kept = Plus(logForget, before[3]), zero = outer.Scalar(0);
        string isEmpty = at.Node("Equal", [before[2], zero]);
        string m = at.Node("Where", [isEmpty, block[0], at.Node("Max", [kept, block[0]])]);
        string i = at.Node("Exp", [at.Node("Sub", [block[0], m])]);
        string f = at.Node("Where", [isEmpty, zero, at.Node("Exp", [at.Node("Sub", [kept, m])])]);
        string g = at.Node("Tanh", [block[2]]), o = at.Node("Sigmoid", [block[3]]);
        string c = Plus(Times(f, before[1]), Times(i, g)), n = Plus(Times(f, before[2]), i);
        return [at.Node("Div", [Times(o, c), n]), c, n, m];
    }

    private string Mix(double rate, string before, string after) => rate == 0
        ? after
        : Plus(Times(before, outer.Scalar(rate)), Times(after, outer.Scalar(1 - rate)));

    private string Clip(double bound, string x) => bound == 0 ? x : at.Node("Clip", [x, outer.Scalar(-bound), outer.Scalar(bound)]);

    private string Product(string x, string weight) => at.Node("MatMul", [x, _weights.Turned(weight)]);

    private string Plus(string a, string b) => at.Node("Add", [a, b]);

    private string Times(string a, string b) => at.Node("Mul", [a, b]);
}
