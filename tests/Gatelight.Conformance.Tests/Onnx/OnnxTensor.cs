using System.Runtime.InteropServices;
using Google.Protobuf;

namespace Gatelight.Conformance.Tests.Onnx;

/// <summary>A tensor of floats as the ONNX node tests store one: the fields dims (1), data_type (2) and raw_data (9) of a TensorProto.</summary>
internal sealed record OnnxTensor(int[] Shape, float[] Values)
{
    private const int Dims = 1, DataType = 2, RawData = 9, Single = 1;

    internal static OnnxTensor Read(string path)
    {
        using FileStream file = File.OpenRead(path);
        using CodedInputStream stream = new(file);
        List<int> shape = [];
        float[] values = [];
        for (uint tag = stream.ReadTag(); tag != 0; tag = stream.ReadTag())
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case Dims:
                    shape.Add(checked((int)stream.ReadInt64()));
                    break;
                case DataType:
                    Assert.Equal(Single, stream.ReadInt32());
                    break;
                case RawData:
                    values = MemoryMarshal.Cast<byte, float>(stream.ReadBytes().Span).ToArray();
                    break;
                default:
                    stream.SkipLastField();
                    break;
            }
        }

        Assert.Equal(shape.Aggregate(1, (product, size) => product * size), values.Length);
        return new OnnxTensor([.. shape], values);
    }
}
