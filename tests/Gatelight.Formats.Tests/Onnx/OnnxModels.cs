using Gatelight.Formats.Arrays;
using Gatelight.Formats.Onnx;
using Gatelight.Formats.Onnx.Exporting;
using Gatelight.Formats.Onnx.Wire;

namespace Gatelight.Formats.Tests.Onnx;

/// <summary>Small ONNX models made in memory.</summary>
internal static class OnnxModels
{
    /// <summary>Opens a model.</summary>
    internal static OnnxModel Open(byte[] content, string? folder = null)
    {
        using MemoryStream stream = new(content);
        return OnnxLoader.Open(stream, folder);
    }

    /// <summary>A model of one node.</summary>
    internal static byte[] OfNode(string op, string[] inputs, string[] outputs, int opset = 22, params (string Name, object Value)[] attributes)
    {
        OnnxGraphWriter graph = new("test", names: null);
        foreach (string name in inputs.Concat(outputs))
            graph.Reserve(name);
        string[] results = graph.Nodes(op, "node", inputs, outputs.Length, attributes);
        for (int n = 0; n < outputs.Length; n++)
            graph.Rename(results[n], outputs[n]);
        return Model(graph, [.. inputs.Where(name => name.Length > 0)], outputs, opset);
    }

    /// <summary>A model of a graph.</summary>
    internal static byte[] Model(OnnxGraphWriter graph, string[] inputs, string[] outputs, int opset = 22)
    {
        ProtobufWriter version = new();
        version.Text(1, string.Empty);
        version.Number(2, opset);
        ProtobufWriter model = new();
        model.Number(1, 8);
        model.Message(7, graph.ToMessage(
            [.. inputs.Select(name => OnnxDocument.Value(name, ElementType.F32, null))], [.. outputs.Select(name => OnnxDocument.Value(name, ElementType.F32, null))]));
        model.Message(8, version);
        return Bytes(model);
    }

    /// <summary>The bytes of a message.</summary>
    internal static byte[] Bytes(ProtobufWriter message)
    {
        using MemoryStream stream = new();
        message.WriteTo(stream);
        return stream.ToArray();
    }

    /// <summary>Runs a model of one node on arrays.</summary>
    internal static NdArray[] Run(string op, NdArray?[] inputs, int outputs = 1, int opset = 22, params (string Name, object Value)[] attributes)
    {
        string[] names = [.. inputs.Select((input, n) => input is null ? string.Empty : FormattableString.Invariant($"in{n}"))];
        string[] results = [.. Enumerable.Range(0, outputs).Select(n => FormattableString.Invariant($"out{n}"))];
        Gatelight.Formats.Onnx.Schema.OnnxNode node = new(op, names, results)
        {
            Place = 1,
            Attributes = [.. attributes.Select(Attribute)],
        };
        Gatelight.Formats.Onnx.Running.CompiledNode compiled = new(node, Gatelight.Formats.Onnx.Operators.OperatorTable.Find(node, string.Empty), opset, string.Empty);
        Gatelight.Formats.Onnx.Running.RunScope scope = new(null, 1);
        return [.. Gatelight.Formats.Onnx.Running.GraphProgram.Run(compiled, inputs, scope).Select(output => output!)];
    }

    private static Gatelight.Formats.Onnx.Schema.OnnxAttribute Attribute((string Name, object Value) attribute) => attribute.Value switch
    {
        float single => new(attribute.Name) { Single = single },
        int number => new(attribute.Name) { Number = number },
        string text => new(attribute.Name) { Text = text },
        NdArray tensor => new(attribute.Name) { Tensor = tensor },
        float[] singles => new(attribute.Name) { Singles = singles },
        long[] numbers => new(attribute.Name) { Numbers = numbers },
        string[] texts => new(attribute.Name) { Texts = texts },
        _ => throw new NotSupportedException(attribute.Name),
    };
}
