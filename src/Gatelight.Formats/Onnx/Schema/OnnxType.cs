using Gatelight.Formats.Arrays;

namespace Gatelight.Formats.Onnx.Schema;

/// <summary>The numbers that ONNX gives to element types (TensorProto.DataType).</summary>
internal static class OnnxType
{
    internal const int BFloat16 = 16;

    private static readonly string[] Names =
    [
        "undefined", "float", "uint8", "int8", "uint16", "int16", "int32", "int64", "string", "bool", "float16", "double", "uint32", "uint64", "complex64", "complex128", "bfloat16",
        "float8e4m3fn", "float8e4m3fnuz", "float8e5m2", "float8e5m2fnuz", "uint4", "int4", "float4e2m1",
    ];

    internal static ElementType? Of(int number) => number switch
    {
        1 or BFloat16 => ElementType.F32,
        2 => ElementType.U8,
        3 => ElementType.I8,
        4 => ElementType.U16,
        5 => ElementType.I16,
        6 => ElementType.I32,
        7 => ElementType.I64,
        8 => ElementType.Text,
        9 => ElementType.Bool,
        10 => ElementType.F16,
        11 => ElementType.F64,
        12 => ElementType.U32,
        13 => ElementType.U64,
        _ => null,
    };

    internal static int Number(ElementType type) => type switch
    {
        ElementType.F32 => 1,
        ElementType.U8 => 2,
        ElementType.I8 => 3,
        ElementType.U16 => 4,
        ElementType.I16 => 5,
        ElementType.I32 => 6,
        ElementType.I64 => 7,
        ElementType.Text => 8,
        ElementType.Bool => 9,
        ElementType.F16 => 10,
        ElementType.F64 => 11,
        ElementType.U32 => 12,
        _ => 13,
    };

    internal static string Name(int number) => (uint)number < (uint)Names.Length ? Names[number] : $"number {number}";
}
