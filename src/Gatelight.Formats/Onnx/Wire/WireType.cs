namespace Gatelight.Formats.Onnx.Wire;

/// <summary>How a field of a protobuf message is stored.</summary>
internal enum WireType
{
    Varint = 0,
    Fixed64 = 1,
    Delimited = 2,
    Fixed32 = 5,
}
