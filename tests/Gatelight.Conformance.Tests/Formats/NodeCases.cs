using Gatelight.Formats.Arrays;

namespace Gatelight.Conformance.Tests.Formats;

/// <summary>A node or more of every operator whose shapes and attributes are worth a case of their own.</summary>
internal static class NodeCases
{
    private static readonly SeededRandom Random = new(77);

    internal static IReadOnlyList<NodeCase> All { get; } =
    [
        new("Add", [X(2, 3, 4), X(3, 1)]), new("Sub", [X(4), X(2, 3, 4)]), new("Mul", [X(2, 1, 4), X(3, 1)]), new("Div", [X(2, 3), X(1)]), new("Div", [I(7, -7, 9), I(2, 2, -4)]),
        new("Pow", [P(2, 3), X(3)]), new("Mod", [I(7, -7, 9), I(3, 3, -4)]), new("Mod", [X(4), P(4)], 1, ("fmod", 1)), new("PRelu", [X(2, 3), X(3)]),
        new("Min", [X(2, 3), X(3), X(1)]), new("Max", [X(2, 3), X(3), X(1)]), new("Sum", [X(2, 3), X(3), X(1)]), new("Mean", [X(2, 3), X(3), X(1)]),
        new("Equal", [I(1, 2, 3), I(1, 5, 3)]), new("Greater", [X(3), X(3)]), new("Less", [X(3), X(3)]), new("GreaterOrEqual", [X(3), X(3)]), new("LessOrEqual", [X(3), X(3)]),
        new("And", [B(true, false), B(true, true)]), new("Or", [B(true, false), B(false, false)]), new("Xor", [B(true, false), B(true, true)]), new("Not", [B(true, false)]),
        new("Where", [B(true, false, true), X(2, 3), X(1)]), new("Clip", [X(6), S(-0.5f), S(0.5f)]), new("IsNaN", [NdArray.Of([1f, float.NaN], 2)]), new("IsInf", [NdArray.Of([1f, float.NegativeInfinity], 2)]),
        new("Sqrt", [P(4)]), new("Log", [P(4)]), new("Exp", [X(4)]), new("Reciprocal", [P(4)]), new("Round", [NdArray.Of([0.5f, 1.5f, -2.5f, 2.4f], 4)]), new("Mish", [X(4)]), new("Shrink", [X(6)], 1, ("bias", 0.1f), ("lambd", 0.3f)),
        new("Tan", [X(4)]), new("Asin", [NdArray.Of([0.1f, -0.4f], 2)]), new("Acos", [NdArray.Of([0.1f, -0.4f], 2)]), new("Sinh", [X(4)]), new("Cosh", [X(4)]), new("Asinh", [X(4)]), new("Acosh", [NdArray.Of([1.5f, 3f], 2)]), new("Atanh", [NdArray.Of([0.1f, -0.4f], 2)]),
        new("Dropout", [X(4)]), new("Shape", [X(2, 3)]), new("Shape", [X(2, 3, 4)], 1, ("start", 1)), new("Size", [X(2, 3)]), new("ConstantOfShape", [I(2, 3)]), new("Cast", [X(4)], 1, ("to", 7)), new("Cast", [I(0, 3)], 1, ("to", 9)),
        new("Reshape", [X(2, 3, 4), I(0, -1)]), new("Flatten", [X(2, 3, 4)], 1, ("axis", 2)), new("Squeeze", [X(2, 1, 3, 1)]), new("Squeeze", [X(2, 1, 3), I(1)]), new("Unsqueeze", [X(2, 3), I(0, -1)]),
        new("Range", [S(1), S(2), S(0.25f)]), new("OneHot", [I(1, 3), NdArray.Of([4L]), NdArray.Of([0f, 2f], 2)]), new("OneHot", [I(1, -1), NdArray.Of([4L]), NdArray.Of([0f, 2f], 2)], 1, ("axis", 0)), new("EyeLike", [X(2, 3)], 1, ("k", 1)),
        new("Split", [X(2, 5), I(2, 3)], 2, ("axis", 1)), new("Split", [X(4, 2)], 2, ("axis", 0)), new("Slice", [X(5, 6), I(1, 4), I(4, 0), I(0, 1), I(2, -2)]), new("Expand", [X(3, 1), I(2, 1, 4)]), new("Tile", [X(2, 3), I(2, 3)]),
        new("Pad", [X(2, 3), I(1, 0, 0, 2), S(1.5f)]), new("Pad", [X(3, 4), I(1, 2, 2, 1)], 1, ("mode", "reflect")), new("ReverseSequence", [X(4, 2, 3), I(2, 4)]), new("ReverseSequence", [X(2, 4), I(2, 3)], 1, ("batch_axis", 0), ("time_axis", 1)),
        new("Gather", [X(3, 4), NdArray.Of([0L, 2L, -1L, 1L], 2, 2)], 1, ("axis", 1)), new("GatherElements", [X(3, 3), NdArray.Of([0L, 2L, 1L, 1L], 2, 2)], 1, ("axis", 1)),
        new("GatherND", [X(2, 3, 4), NdArray.Of([0L, 1L, 1L, 2L], 2, 2)]), new("GatherND", [X(2, 3, 4), NdArray.Of([1L, 2L], 2, 1)], 1, ("batch_dims", 1)),
        new("ScatterElements", [X(3, 3), NdArray.Of([0L, 2L, 1L, 1L], 2, 2), X(2, 2)], 1, ("axis", 1)), new("ScatterND", [X(4, 2), NdArray.Of([3L, 0L], 2, 1), X(2, 2)]), new("ScatterND", [X(4), NdArray.Of([1L, 1L], 2, 1), X(2)], 1, ("reduction", "add")),
        new("NonZero", [NdArray.Of([0f, 1f, 2f, 0f], 2, 2)]), new("Compress", [X(3, 2), B(true, false, true)], 1, ("axis", 0)), new("Compress", [X(3, 2), B(false, true, true)]), new("Trilu", [X(3, 4)]), new("Trilu", [X(3, 4), NdArray.Of([-1L])], 1, ("upper", 0)),
        new("CumSum", [X(3, 4), NdArray.Of([1])], 1, ("exclusive", 1), ("reverse", 1)), new("ReduceL1", [X(3, 4)], 1, ("axes", new long[] { 1 })), new("ReduceSumSquare", [X(3, 4)]), new("ReduceLogSum", [P(3, 4)], 1, ("axes", new long[] { 0 })),
        new("ArgMax", [X(3, 4)], 1, ("axis", 1)), new("ArgMin", [X(3, 4)], 1, ("axis", 0), ("keepdims", 0)), new("ArgMax", [NdArray.Of([1f, 3f, 3f], 1, 3)], 1, ("axis", 1), ("select_last_index", 1)),
        new("TopK", [X(3, 5), I(2)], 2), new("TopK", [X(3, 5), I(2)], 2, ("axis", 0), ("largest", 0)),
        new("MatMul", [X(2, 3, 4), X(2, 4, 5)]), new("MatMul", [X(4), X(4, 2)]), new("MatMul", [X(3, 4), X(4)]), new("MatMul", [X(2, 1, 3, 4), X(5, 4, 2)]),
        new("Gemm", [X(3, 2), X(4, 2), X(4)], 1, ("transB", 1), ("alpha", 0.5f), ("beta", 2f)), new("Gemm", [X(2, 3), X(2, 4), X(3, 1)], 1, ("transA", 1)), new("Einsum", [X(2, 3), X(3, 4)], 1, ("equation", "ij,jk->ki")), new("Einsum", [X(2, 3, 4), X(2, 3)], 1, ("equation", "bij,bi->bj")),
        new("Hardmax", [X(3, 4)]), new("BatchNormalization", [X(2, 3, 4), X(3), X(3), X(3), P(3)]), new("InstanceNormalization", [X(2, 3, 4), X(3), X(3)]), new("LpNormalization", [X(3, 4)]), new("LpNormalization", [X(3, 4)], 1, ("p", 1), ("axis", 0)),
        new("MeanVarianceNormalization", [X(2, 3, 2, 2)]),
        new("Conv", [X(2, 4, 7), X(6, 2, 3), X(6)], 1, ("group", 2), ("dilations", new long[] { 2 }), ("pads", new long[] { 1, 2 })), new("Conv", [X(1, 2, 5, 6), X(3, 2, 3, 2)], 1, ("strides", new long[] { 2, 1 }), ("auto_pad", "SAME_LOWER")),
        new("MaxPool", [X(1, 2, 7)], 2, ("kernel_shape", new long[] { 3 }), ("strides", new long[] { 2 }), ("ceil_mode", 1)), new("MaxPool", [X(1, 2, 5, 4)], 1, ("kernel_shape", new long[] { 2, 3 }), ("pads", new long[] { 1, 1, 0, 1 })),
        new("AveragePool", [X(1, 2, 7)], 1, ("kernel_shape", new long[] { 3 }), ("pads", new long[] { 1, 1 }), ("count_include_pad", 1)), new("AveragePool", [X(1, 2, 7)], 1, ("kernel_shape", new long[] { 2 }), ("auto_pad", "SAME_UPPER")),
        new("GlobalAveragePool", [X(2, 3, 4)]), new("GlobalMaxPool", [X(2, 3, 4, 2)]),
    ];

    /// <summary>The operators that a case stands for.</summary>
    internal static IReadOnlySet<string> Operators { get; } = All.Select(node => node.Operator).ToHashSet(StringComparer.Ordinal);

    private static NdArray X(params int[] shape) => NdArray.Of([.. Enumerable.Range(0, Count(shape)).Select(_ => (float)Random.NextNormal())], shape);

    private static NdArray P(params int[] shape) => NdArray.Of([.. Enumerable.Range(0, Count(shape)).Select(_ => 0.2f + (float)Random.NextUniform())], shape);

    private static NdArray I(params long[] values) => NdArray.Of(values, values.Length);

    private static NdArray B(params bool[] values) => NdArray.Of(values, values.Length);

    private static NdArray S(float value) => NdArray.Of([value]);

    private static int Count(int[] shape) => shape.Aggregate(1, (product, size) => product * size);
}
