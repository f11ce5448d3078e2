using Gatelight.Formats.Arrays;
using Gatelight.Formats.Onnx.Wire;

namespace Gatelight.Formats.Onnx.Schema;

/// <summary>Writes TensorProto messages, numbers as raw bytes.</summary>
internal static class TensorWriter
{
    private const int Dims = 1, DataType = 2, StringData = 6, Name = 8, RawData = 9;

    internal static ProtobufWriter Message(string name, NdArray array)
    {
        ProtobufWriter writer = new();
        foreach (int size in array.Shape)
            writer.Number(Dims, size);
        writer.Number(DataType, OnnxType.Number(array.Type));
        if (array.Type == ElementType.Text)
        {
            foreach (string text in array.As<string>())
                writer.Text(StringData, text);
        }

        if (name.Length > 0)
            writer.Text(Name, name);
        if (array.Type != ElementType.Text)
            writer.Raw(RawData, array.Data, NdArray.SizeOf(array.Type));
        return writer;
    }
}
