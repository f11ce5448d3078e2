using Gatelight.Formats.Arrays;
using Gatelight.Formats.Onnx.Schema;
using Gatelight.Formats.Onnx.Wire;

namespace Gatelight.Formats.Onnx.Exporting;

/// <summary>An ONNX file in the making.</summary>
internal sealed class OnnxDocument
{
    /// <summary>The operator set written: the oldest with LayerNormalization, which every runtime of the last years knows.</summary>
    internal const int Opset = 17;

    private const int IrVersion = 8;
    private const string Producer = "gatelight";

    private readonly List<ProtobufWriter> _inputs = [];
    private readonly List<ProtobufWriter> _outputs = [];

    internal OnnxGraphWriter Graph { get; } = new("gatelight", names: null);

    internal void Input(ModelPort port, ElementType type) => _inputs.Add(Value(port.Name, type, Dimensions(port)));

    internal void Output(ModelPort port) => _outputs.Add(Value(port.Name, ElementType.F32, Dimensions(port)));

    internal void WriteTo(Stream stream)
    {
        ProtobufWriter opset = new();
        opset.Text(1, string.Empty);
        opset.Number(2, Opset);
        ProtobufWriter model = new();
        model.Number(1, IrVersion);
        model.Text(2, Producer);
        model.Text(3, typeof(OnnxDocument).Assembly.GetName().Version?.ToString(3) ?? string.Empty);
        model.Message(7, Graph.ToMessage(_inputs, _outputs));
        model.Message(8, opset);
        model.WriteTo(stream);
    }

    /// <summary>A ValueInfoProto; a size of 0 is free and takes the name beside it.</summary>
    internal static ProtobufWriter Value(string name, ElementType type, IReadOnlyList<(int Size, string? Name)>? dimensions)
    {
        ProtobufWriter tensor = new();
        tensor.Number(1, OnnxType.Number(type));
        if (dimensions is not null)
        {
            ProtobufWriter shape = new();
            foreach ((int size, string? symbol) in dimensions)
            {
                ProtobufWriter dimension = new();
                if (size > 0)
                    dimension.Number(1, size);
                else if (symbol is not null)
                    dimension.Text(2, symbol);
                shape.Message(1, dimension);
            }

            tensor.Message(2, shape);
        }

        ProtobufWriter typed = new();
        typed.Message(1, tensor);
        ProtobufWriter value = new();
        value.Text(1, name);
        value.Message(2, typed);
        return value;
    }

    private static (int Size, string? Name)[] Dimensions(ModelPort port) =>
        [.. port.Axes!.Select((axis, n) => (axis.Kind == AxisKind.Batch ? 0 : axis.Size, axis.Name ?? axis.Kind switch
        {
            AxisKind.Batch => "batch",
            AxisKind.Time => "steps",
            _ => (string?)FormattableString.Invariant($"{port.Name}_{n}"),
        }))];
}
