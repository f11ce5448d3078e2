using Gatelight.Formats.Arrays;
using Gatelight.Formats.Onnx.Running;

namespace Gatelight.Formats.Onnx.Operators;

/// <summary>The operator Pad: constants, edges, mirrors or the other end around an array; a negative pad cuts.</summary>
internal static class Padding
{
    internal static NdArray Pad(NodeCall call)
    {
        NdArray x = call[0];
        long[] told = call.Numbers("pads", 1) ?? throw new OperatorException("is not told its pads");
        int[] axes = call.Numbers(3) is { } some ? [.. some.Select(axis => NodeCall.Axis(axis, x.Rank))] : [.. Enumerable.Range(0, x.Rank)];
        if (told.Length != 2 * axes.Length)
            throw new OperatorException($"takes {2 * axes.Length} pads, not {told.Length}");
        long[] before = new long[x.Rank], after = new long[x.Rank];
        for (int n = 0; n < axes.Length; n++)
        {
            before[axes[n]] = told[n];
            after[axes[n]] = told[n + axes.Length];
        }

        string mode = call.Node.Text("mode", "constant");
        int[] shape = [.. Enumerable.Range(0, x.Rank).Select(axis => ArrayLimits.Size(Within(before[axis]) + Within(after[axis]) + x.Shape[axis]))];
        NdArray result = ArrayLimits.Zeros(x.Type, shape);
        Array fill = mode == "constant" && call.Optional(2) is { Length: 1 } value ? value.As(x.Type).Data
            : x.Type == ElementType.Text ? new[] { string.Empty }
            : NdArray.Of([call.Node.Single("value", 0)]).As(x.Type).Data;
        int[][] sources = [.. Enumerable.Range(0, x.Rank).Select(axis => Sources(x.Shape[axis], shape[axis], before[axis], mode))];
        int[] strides = ArrayMoves.Strides(x.Dimensions), index = new int[x.Rank];
        for (int at = 0; at < result.Length; at++)
        {
            int from = 0;
            for (int axis = 0; axis < index.Length && from >= 0; axis++)
                from = sources[axis][index[axis]] < 0 ? -1 : from + sources[axis][index[axis]] * strides[axis];
            if (from >= 0)
                Array.Copy(x.Data, from, result.Data, at, 1);
            else
                Array.Copy(fill, 0, result.Data, at, 1);
            for (int axis = index.Length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--)
                index[axis] = 0;
        }

        return result;
    }

    private static long Within(long pad) => Math.Abs(pad) <= int.MaxValue ? pad : throw new OperatorException($"has a pad of {pad}");

    // For each place of the result the place of the array that it comes from, -1 for the constant.
    private static int[] Sources(int size, int wanted, long before, string mode)
    {
        int[] sources = new int[wanted];
        for (int n = 0; n < wanted; n++)
        {
            long at = n - before;
            if (at >= 0 && at < size)
            {
                sources[n] = (int)at;
                continue;
            }

            if (size == 0 && mode != "constant")
                throw new OperatorException("cannot mirror an empty array");
            sources[n] = mode switch
            {
                "constant" => -1,
                "edge" => at < 0 ? 0 : size - 1,
                "wrap" => (int)((at % size + size) % size),
                "reflect" => Mirror(at, size),
                _ => throw new OperatorException($"has the mode '{Data.OneLine.Of(mode)}', which does not exist"),
            };
        }

        return sources;
    }

    private static int Mirror(long at, int size)
    {
        if (size == 1)
            return 0;
        long period = 2L * (size - 1), place = (at % period + period) % period;
        return (int)(place < size ? place : period - place);
    }
}
