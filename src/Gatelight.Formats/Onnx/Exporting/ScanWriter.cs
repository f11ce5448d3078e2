using Gatelight.Formats.Arrays;
using Gatelight.Formats.Onnx.Wire;
using Gatelight.Recurrent;

namespace Gatelight.Formats.Onnx.Exporting;

/// <summary>
/// Recurrent layers that LSTM, GRU and RNN nodes cannot say, as a Scan whose body is one step in basic operators. The input product of
/// all steps is made before it.
/// </summary>
internal static class ScanWriter
{
    /// <summary>Whether a layer cannot be said by a node.</summary>
    internal static bool Needs(RecurrentLayer layer) => layer.HiddenZoneout > 0 || layer.CellZoneout > 0 || layer switch
    {
        Lstm lstm => lstm.LayerNormalization || lstm.ProjectionSize > 0 || lstm.FullGateRecurrence || (OmitsGate(lstm) && (lstm.Clip > 0 || lstm.GateActivation is not null)),
        Gru or SimpleRnn => false,
        _ => true,
    };

    internal static string[] Write(RecurrentLayer layer, LayerExport at)
    {
        OnnxGraphWriter graph = at.Graph;
        bool isNormalized = layer is Lstm { LayerNormalization: true };
        string product = at.Node("MatMul", [at.Input, at.Turned("weight_ih")]);
        product = isNormalized
            ? at.Node("LayerNormalization", [product, at.Weight("gain_ih"), at.Weight("bias")], ("axis", -1), ("epsilon", 1e-5f))
            : at.Node("Add", [product, at.Weight("bias")]);
        int[] sizes = [.. layer.StateSizes, .. layer is Lstm { FullGateRecurrence: true } lstm ? [StepWriter.GatesOf(lstm) * layer.HiddenSize] : Array.Empty<int>()];
        string[] initial = [.. sizes.Select((size, state) => 1 + state < at.Inputs.Count ? at.Inputs[1 + state] : Zeros(at, size))];

        OnnxGraphWriter body = graph.Inner($"{at.Name}_step");
        string[] before = [.. sizes.Select((_, state) => body.Unique($"{at.Name}_state_{state}_before"))];
        string gates = body.Unique($"{at.Name}_gates");
        string[] after = new StepWriter(at with { Graph = body }, graph).Step(layer, gates, before);
        string series = body.Node("Identity", $"{at.Name}_hidden", [after[0]]);
        after = [.. after.Select((state, n) => body.Node("Identity", FormattableString.Invariant($"{at.Name}_state_{n}_after"), [state]))];
        ProtobufWriter message = body.ToMessage(
            [.. before.Append(gates).Select(name => OnnxDocument.Value(name, ElementType.F32, null))],
            [.. after.Append(series).Select(name => OnnxDocument.Value(name, ElementType.F32, null))]);
        long direction = layer.GoBackwards ? 1 : 0;
        string[] outputs = graph.Nodes(
            "Scan", at.Name, [.. initial, product], sizes.Length + 1,
            ("body", message), ("num_scan_inputs", 1), ("scan_input_axes", new long[] { 1 }), ("scan_output_axes", new long[] { 1 }),
            ("scan_input_directions", new[] { direction }), ("scan_output_directions", new[] { direction }));
        string result = layer.ReturnSequences ? outputs[^1] : outputs[0];
        return layer.ReturnState ? [result, .. outputs.Take(layer.StateSizes.Count)] : [result];
    }

    private static bool OmitsGate(Lstm lstm) => lstm.OmitInputGate || lstm.OmitForgetGate || lstm.OmitOutputGate;

    private static string Zeros(LayerExport at, int size)
    {
        OnnxGraphWriter graph = at.Graph;
        string batch = at.Node("Slice", [at.Node("Shape", [at.Input]), graph.Numbers(0), graph.Numbers(1)]);
        return at.Node("ConstantOfShape", [at.Node("Concat", [batch, graph.Numbers(size)], ("axis", 0))]);
    }
}
