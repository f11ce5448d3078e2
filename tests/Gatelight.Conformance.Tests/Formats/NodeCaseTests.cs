using Gatelight.Formats.Arrays;
using Gatelight.Formats.Onnx;
using Gatelight.Formats.Onnx.Exporting;
using Gatelight.Formats.Onnx.Wire;

namespace Gatelight.Conformance.Tests.Formats;

/// <summary>Single nodes of every kind against ONNX Runtime.</summary>
public sealed class NodeCaseTests
{
    public static TheoryData<int, string> Cases
    {
        get
        {
            TheoryData<int, string> cases = [];
            for (int n = 0; n < NodeCases.All.Count; n++)
                cases.Add(n, NodeCases.All[n].Operator);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void OnnxRuntimeGivesTheSame(int number, string op)
    {
        NodeCase node = NodeCases.All[number];
        Assert.Equal(op, node.Operator);
        // Mish came with opset 18, where the axes of the reductions became an input.
        int opset = op == "Mish" ? 18 : 17;
        Dictionary<string, NdArray> inputs = new(StringComparer.Ordinal);
        string[] names = [.. node.Inputs.Select((input, n) =>
        {
            if (input is null)
                return string.Empty;
            string name = FormattableString.Invariant($"in{n}");
            inputs[name] = input;
            return name;
        })];
        string[] outputs = [.. Enumerable.Range(0, node.Outputs).Select(n => FormattableString.Invariant($"out{n}"))];
        byte[] model = Model(node, names, outputs, inputs, opset);
        using MemoryStream stream = new(model);
        OtherEngine.AssertClose($"{op}, case {number}", OtherEngine.Run(model, inputs), OnnxLoader.Open(stream, null).Run(inputs));
    }

    private static byte[] Model(NodeCase node, string[] names, string[] outputs, Dictionary<string, NdArray> inputs, int opset)
    {
        OnnxGraphWriter graph = new("node", names: null);
        foreach (string name in names.Concat(outputs))
            graph.Reserve(name);
        string[] results = graph.Nodes(node.Operator, "node", names, outputs.Length, node.Attributes);
        for (int n = 0; n < outputs.Length; n++)
            graph.Rename(results[n], outputs[n]);
        ProtobufWriter version = new(), model = new();
        version.Text(1, string.Empty);
        version.Number(2, opset);
        model.Number(1, 8);
        model.Message(7, graph.ToMessage(
            [.. inputs.Select(pair => OnnxDocument.Value(pair.Key, pair.Value.Type, [.. pair.Value.Shape.Select(size => (size, (string?)null))]))],
            [.. outputs.Select((name, n) => OnnxDocument.Value(name, TypeOf(node, n), null))]));
        model.Message(8, version);
        using MemoryStream stream = new();
        model.WriteTo(stream);
        return stream.ToArray();
    }

    private static ElementType TypeOf(NodeCase node, int output) => node.Operator switch
    {
        "Equal" or "Greater" or "Less" or "GreaterOrEqual" or "LessOrEqual" or "And" or "Or" or "Xor" or "Not" or "IsNaN" or "IsInf" => ElementType.Bool,
        "Shape" or "Size" or "ArgMax" or "ArgMin" or "NonZero" => ElementType.I64,
        "TopK" or "MaxPool" when output == 1 => ElementType.I64,
        "Cast" => (int)node.Attributes[0].Value == 7 ? ElementType.I64 : ElementType.Bool,
        "Div" or "Mod" => node.Inputs[0]!.Type,
        _ => ElementType.F32,
    };
}
