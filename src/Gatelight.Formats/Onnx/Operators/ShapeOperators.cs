using Gatelight.Formats.Arrays;
using Gatelight.Formats.Onnx.Running;
using Gatelight.Formats.Onnx.Schema;

namespace Gatelight.Formats.Onnx.Operators;

/// <summary>Operators about shapes, types and constants.</summary>
internal static class ShapeOperators
{
    internal static IEnumerable<Operator> All =>
    [
        new("Shape", 1, call => [ShapeOf(call)]),
        new("Size", 1, call => [NdArray.Of([(long)call[0].Length])]),
        new("Constant", 0, call => [Constant(call.Node)]),
        new("ConstantOfShape", 1, call => [ConstantOfShape(call)]),
        new("Cast", 1, call => [Cast(call)]),
        new("CastLike", 2, call => [call[0].As(call[1].Type)]),
        new("Reshape", 2, call => [Reshape(call)]),
        new("Flatten", 1, call => [Flatten(call)]),
        new("Squeeze", 1, call => [Squeeze(call)]),
        new("Unsqueeze", 1, call => [Unsqueeze(call)]),
        new("Range", 3, call => [Range(call)]),
        new("EyeLike", 1, call => [EyeLike(call)]),
        new("OneHot", 3, call => [OneHot(call)]),
    ];

    /// <summary>The value of a Constant node.</summary>
    internal static NdArray Constant(OnnxNode node)
    {
        foreach (OnnxAttribute attribute in node.Attributes)
        {
            switch (attribute.Name)
            {
                case "value" when attribute.Tensor is not null:
                    return attribute.Tensor;
                case "value_float" when attribute.Single is { } single:
                    return NdArray.Of([single]);
                case "value_int" when attribute.Number is { } number:
                    return NdArray.Of([number]);
                case "value_string" when attribute.Text is { } text:
                    return NdArray.Of([text]);
                case "value_floats":
                    return NdArray.Of<float>([.. attribute.Singles], attribute.Singles.Count);
                case "value_ints":
                    return NdArray.Of<long>([.. attribute.Numbers], attribute.Numbers.Count);
                case "value_strings":
                    return NdArray.Of<string>([.. attribute.Texts], attribute.Texts.Count);
                default:
                    break;
            }
        }

        throw new OperatorException("holds no value that is supported");
    }

    /// <summary>The shape that a Reshape asks for.</summary>
    internal static int[] Reshaped(ReadOnlySpan<int> from, int count, ReadOnlySpan<long> wanted, bool allowZero)
    {
        int[] shape = new int[wanted.Length];
        int free = -1;
        long known = 1;
        for (int axis = 0; axis < shape.Length; axis++)
        {
            long size = wanted[axis];
            if (size == 0 && !allowZero)
                size = axis < from.Length ? from[axis] : throw new OperatorException($"is told to keep dimension {axis}, which [{string.Join(", ", from.ToArray())}] does not have");
            if (size == -1)
            {
                if (free >= 0)
                    throw new OperatorException("is told to work out two dimensions");
                free = axis;
                continue;
            }

            shape[axis] = ArrayLimits.Size(size);
            known = Math.Min(known * shape[axis], int.MaxValue);
        }

        if (free >= 0)
            shape[free] = known > 0 && count % known == 0 ? (int)(count / known) : throw Unfit(from, wanted);
        return known * (free >= 0 ? shape[free] : 1) == count ? shape : throw Unfit(from, wanted);
    }

    private static OperatorException Unfit(ReadOnlySpan<int> from, ReadOnlySpan<long> wanted) =>
        new($"cannot give [{string.Join(", ", from.ToArray())}] the shape [{string.Join(", ", wanted.ToArray())}]");

    private static NdArray ShapeOf(NodeCall call)
    {
        int rank = call[0].Rank;
        int start = (int)Math.Clamp(Wrap(call.Node.Number("start", 0)), 0, rank), end = (int)Math.Clamp(Wrap(call.Node.Number("end", rank)), 0, rank);
        long[] shape = [.. call[0].Shape.Skip(start).Take(Math.Max(0, end - start)).Select(size => (long)size)];
        return NdArray.Of(shape, shape.Length);

        long Wrap(long axis) => axis < 0 ? axis + rank : axis;
    }

    private static NdArray ConstantOfShape(NodeCall call)
    {
        int[] shape = [.. call.Whole(0).Select(ArrayLimits.Size)];
        NdArray value = call.Node.Find("value")?.Tensor ?? NdArray.Of([0f], 1);
        if (value.Length != 1)
            throw new OperatorException($"takes one number as its value, not {value}");
        return Broadcast.To(value.Reshape(), shape);
    }

    private static NdArray Cast(NodeCall call)
    {
        int to = (int)call.Node.Number("to", 0);
        ElementType type = to == OnnxType.BFloat16 ? throw new OperatorException("is told to give bfloat16, which is not supported") : OnnxType.Of(to)
            ?? throw new OperatorException($"is told to give {OnnxType.Name(to)}, which is not supported");
        return call[0].As(type);
    }

    private static NdArray Reshape(NodeCall call)
    {
        long[] wanted = call.Whole(1);
        return call[0].Reshape(Reshaped(call[0].Dimensions, call[0].Length, wanted, call.Node.Number("allowzero", 0) == 1));
    }

    private static NdArray Flatten(NodeCall call)
    {
        NdArray x = call[0];
        long told = call.Node.Number("axis", 1);
        if (told < -x.Rank || told > x.Rank)
            throw new OperatorException($"its axis {told} does not exist in {x.Rank} dimensions");
        int axis = (int)(told < 0 ? told + x.Rank : told);
        int rows = NdArray.Count(x.Dimensions[..axis]);
        return x.Reshape(rows, NdArray.Count(x.Dimensions[axis..]));
    }

    private static NdArray Squeeze(NodeCall call)
    {
        NdArray x = call[0];
        long[]? told = call.Numbers("axes", 1);
        int[] axes = told is null ? [.. Enumerable.Range(0, x.Rank).Where(axis => x.Shape[axis] == 1)] : NodeCall.Axes(told, x.Rank);
        foreach (int axis in axes)
        {
            if (x.Shape[axis] != 1)
                throw new OperatorException($"cannot take away axis {axis}, whose size is {x.Shape[axis]}");
        }

        return x.Reshape([.. x.Shape.Where((_, axis) => !axes.Contains(axis))]);
    }

    private static NdArray Unsqueeze(NodeCall call)
    {
        NdArray x = call[0];
        long[] told = call.Numbers("axes", 1) ?? throw new OperatorException("is not told its axes");
        int rank = x.Rank + told.Length;
        int[] axes = NodeCall.Axes(told, rank);
        if (axes.Length != told.Length)
            throw new OperatorException("is told an axis twice");
        int next = 0;
        return x.Reshape([.. Enumerable.Range(0, rank).Select(axis => axes.Contains(axis) ? 1 : x.Shape[next++])]);
    }

    private static NdArray Range(NodeCall call)
    {
        double start = One(call[0]), limit = One(call[1]), delta = One(call[2]);
        if (delta == 0)
            throw new OperatorException("has a step of 0");
        double count = Math.Max(0, Math.Ceiling((limit - start) / delta));
        if (!(count <= ArrayLimits.MaximumValues))
            throw new OperatorException($"would give {count} values, more than {ArrayLimits.MaximumValues}");
        double[] values = new double[(int)count];
        for (int n = 0; n < values.Length; n++)
            values[n] = start + n * delta;
        return NdArray.Of(values, values.Length).As(call[0].Type);
    }

    private static double One(NdArray array) => array.Length == 1 ? ((double[])array.As(ElementType.F64).Data)[0] : throw new OperatorException($"takes single numbers, not {array}");

    private static NdArray EyeLike(NodeCall call)
    {
        NdArray x = call[0];
        if (x.Rank != 2)
            throw new OperatorException($"takes a matrix, not {x}");
        ElementType type = OnnxType.Of((int)call.Node.Number("dtype", OnnxType.Number(x.Type))) ?? x.Type;
        float[] values = new float[x.Length];
        long shift = call.Node.Number("k", 0);
        for (int row = 0; row < x.Shape[0]; row++)
        {
            if (row + shift >= 0 && row + shift < x.Shape[1])
                values[row * x.Shape[1] + row + shift] = 1;
        }

        return NdArray.Of(values, [.. x.Shape]).As(type);
    }

    private static NdArray OneHot(NodeCall call)
    {
        long[] ids = call.Whole(0);
        int depth = ArrayLimits.Size((long)One(call[1]));
        int rank = call[0].Rank + 1;
        int axis = NodeCall.Axis(call.Node.Number("axis", -1), rank);
        NdArray values = call[2];
        if (values.Length != 2)
            throw new OperatorException($"takes an off and an on value, not {values}");
        int[] shape = [.. call[0].Shape.Take(axis), depth, .. call[0].Shape.Skip(axis)];
        NdArray result = ArrayLimits.Zeros(values.Type, shape);
        int inner = NdArray.Count(call[0].Dimensions[axis..]);
        for (int n = 0; n < result.Length; n++)
            Array.Copy(values.Data, 0, result.Data, n, 1);
        for (int n = 0; n < ids.Length; n++)
        {
            long id = ids[n] < 0 ? ids[n] + depth : ids[n];
            if (id >= 0 && id < depth)
                Array.Copy(values.Data, 1, result.Data, (n / inner * depth + (int)id) * inner + n % inner, 1);
        }

        return result;
    }
}
