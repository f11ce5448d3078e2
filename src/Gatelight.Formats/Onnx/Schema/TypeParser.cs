using Gatelight.Formats.Arrays;
using Gatelight.Formats.Onnx.Wire;

namespace Gatelight.Formats.Onnx.Schema;

/// <summary>Reads TypeProto messages.</summary>
internal static class TypeParser
{
    internal static (ElementType? Type, IReadOnlyList<OnnxDimension>? Shape) Read(ProtobufReader reader)
    {
        (ElementType?, IReadOnlyList<OnnxDimension>?) result = default;
        while (reader.Next(out int field, out WireType wire))
        {
            if (field == 1 && wire == WireType.Delimited)
                result = reader.Message(Tensor);
            else
                reader.Skip(wire);
        }

        return result;
    }

    private static (ElementType?, IReadOnlyList<OnnxDimension>?) Tensor(ProtobufReader reader)
    {
        ElementType? type = null;
        List<OnnxDimension>? shape = null;
        while (reader.Next(out int field, out WireType wire))
        {
            if (field == 1 && wire == WireType.Varint)
                type = OnnxType.Of(reader.Int32());
            else if (field == 2 && wire == WireType.Delimited)
                shape = reader.Message(Shape);
            else
                reader.Skip(wire);
        }

        return (type, shape);
    }

    private static List<OnnxDimension> Shape(ProtobufReader reader)
    {
        List<OnnxDimension> dimensions = [];
        while (reader.Next(out int field, out WireType wire))
        {
            if (field == 1 && wire == WireType.Delimited)
                dimensions.Add(reader.Message(Dimension));
            else
                reader.Skip(wire);
        }

        return dimensions;
    }

    private static OnnxDimension Dimension(ProtobufReader reader)
    {
        long size = OnnxDimension.Free;
        string? name = null;
        while (reader.Next(out int field, out WireType wire))
        {
            if (field == 1 && wire == WireType.Varint)
                size = reader.Int64();
            else if (field == 2 && wire == WireType.Delimited)
                name = reader.Text();
            else
                reader.Skip(wire);
        }

        return new OnnxDimension(size < 0 ? OnnxDimension.Free : size, string.IsNullOrEmpty(name) ? null : name);
    }
}
