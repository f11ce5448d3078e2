using Gatelight.Formats.Arrays;
using Gatelight.Formats.Onnx.Running;

namespace Gatelight.Formats.Onnx.Operators;

/// <summary>Operators that move values without computing.</summary>
internal static class MovementOperators
{
    internal static IEnumerable<Operator> All =>
    [
        new("Transpose", 1, call => [Transpose(call)]),
        new("Concat", 1, call => [Concat(call.Inputs.Select((_, n) => call[n]).ToArray(), call.Node.Number("axis", 1))]),
        new("Split", 1, Split),
        new("Slice", 1, call => [Slice(call)]),
        new("Expand", 2, call => [Expand(call)]),
        new("Tile", 2, call => [Tile(call)]),
        new("Pad", 1, call => [Padding.Pad(call)]),
        new("ReverseSequence", 2, call => [ReverseSequence(call)]),
    ];

    /// <summary>Joins arrays along an axis.</summary>
    internal static NdArray Concat(NdArray[] parts, long axisTold)
    {
        NdArray first = parts[0];
        int axis = NodeCall.Axis(axisTold, first.Rank);
        int total = 0;
        foreach (NdArray part in parts)
        {
            bool fits = part.Rank == first.Rank && part.Type == first.Type;
            for (int n = 0; fits && n < first.Rank; n++)
                fits = n == axis || part.Shape[n] == first.Shape[n];
            if (!fits)
                throw new OperatorException($"cannot join {first} and {part} along axis {axis}");
            total = checked(total + part.Shape[axis]);
        }

        int[] shape = [.. first.Shape];
        shape[axis] = total;
        int outer = NdArray.Count(first.Dimensions[..axis]), inner = NdArray.Count(first.Dimensions[(axis + 1)..]);
        Array result = NdArray.Allocate(first.Type, ArrayLimits.Count(shape));
        int at = 0;
        foreach (NdArray part in parts)
        {
            int run = part.Shape[axis] * inner;
            for (int n = 0; n < outer; n++)
                Array.Copy(part.Data, n * run, result, n * total * inner + at, run);
            at += run;
        }

        return new NdArray(result, shape);
    }

    /// <summary>A part of an axis.</summary>
    internal static NdArray Part(NdArray x, int axis, int start, int length)
    {
        int[] shape = [.. x.Shape];
        shape[axis] = length;
        int[] strides = ArrayMoves.Strides(x.Dimensions);
        return new NdArray(ArrayMoves.Gather(x.Data, strides, shape, length == 0 ? 0 : start * strides[axis]), shape);
    }

    private static NdArray Transpose(NodeCall call)
    {
        int rank = call[0].Rank;
        int[] order = call.Node.Numbers("perm") is { } told ? [.. told.Select(axis => NodeCall.Axis(axis, rank))] : [.. Enumerable.Range(0, rank).Reverse()];
        if (order.Length != rank || order.Distinct().Count() != rank)
            throw new OperatorException($"is told the order [{string.Join(", ", order)}], which is none of {rank} dimensions");
        return ArrayMoves.Transpose(call[0], order);
    }

    private static NdArray?[] Split(NodeCall call)
    {
        NdArray x = call[0];
        int axis = NodeCall.Axis(call.Node.Number("axis", 0), x.Rank), count = call.OutputCount, size = x.Shape[axis];
        long[]? told = call.Numbers("split", 1);
        int chunk = count == 0 ? 0 : (size + count - 1) / count;
        long[] sizes = told ?? [.. Enumerable.Range(0, count).Select(n => (long)Math.Clamp(size - n * chunk, 0, chunk))];
        if (sizes.Length != count || sizes.Any(part => part < 0) || sizes.Sum() != size)
            throw new OperatorException($"cannot split {size} into [{string.Join(", ", sizes)}] for {count} outputs");
        int start = 0;
        NdArray?[] parts = new NdArray?[count];
        for (int n = 0; n < count; n++)
        {
            parts[n] = Part(x, axis, start, (int)sizes[n]);
            start += (int)sizes[n];
        }

        return parts;
    }

    private static NdArray Slice(NodeCall call)
    {
        NdArray x = call[0];
        long[] starts = call.Numbers("starts", 1) ?? throw new OperatorException("is not told where to start");
        long[] ends = call.Numbers("ends", 2) ?? throw new OperatorException("is not told where to end");
        long[] axes = call.Numbers("axes", 3) ?? [.. Enumerable.Range(0, starts.Length).Select(axis => (long)axis)];
        long[] steps = call.Numbers(4) ?? [.. starts.Select(_ => 1L)];
        if (ends.Length != starts.Length || axes.Length != starts.Length || steps.Length != starts.Length)
            throw new OperatorException("is told starts, ends, axes and steps of different numbers");
        int[] shape = [.. x.Shape], strides = ArrayMoves.Strides(x.Dimensions);
        int from = 0;
        for (int n = 0; n < starts.Length; n++)
        {
            int axis = NodeCall.Axis(axes[n], x.Rank);
            (int start, int count) = Range(starts[n], ends[n], steps[n], x.Shape[axis]);
            from += start * strides[axis];
            strides[axis] = count > 1 ? checked((int)(strides[axis] * steps[n])) : 0;
            shape[axis] = count;
        }

        return new NdArray(ArrayMoves.Gather(x.Data, strides, shape, from), shape);
    }

    /// <summary>Where a slice of an axis begins, and how many places it has.</summary>
    internal static (int Start, int Count) Range(long start, long end, long step, int size)
    {
        if (step == 0)
            throw new OperatorException("has a step of 0");
        if (start < 0)
            start = Math.Max(start, -(1L << 40)) + size;
        if (end < 0)
            end = Math.Max(end, -(1L << 40)) + size;
        start = step > 0 ? Math.Clamp(start, 0, size) : Math.Clamp(start, -1, size - 1);
        end = step > 0 ? Math.Clamp(end, 0, size) : Math.Clamp(end, -1, size - 1);
        long distance = step > 0 ? end - start : start - end;
        long stride = step == long.MinValue ? long.MaxValue : Math.Abs(step);
        long count = distance <= 0 ? 0 : (distance - 1) / stride + 1;
        return (count == 0 ? 0 : (int)start, (int)count);
    }

    private static NdArray Expand(NodeCall call)
    {
        int[] wanted = [.. call.Whole(1).Select(ArrayLimits.Size)];
        return Broadcast.To(call[0], Broadcast.Shape(call[0].Dimensions, wanted));
    }

    private static NdArray Tile(NodeCall call)
    {
        long[] repeats = call.Whole(1);
        NdArray x = call[0];
        if (repeats.Length != x.Rank)
            throw new OperatorException($"is told {repeats.Length} repeats for {x.Rank} dimensions");
        for (int axis = 0; axis < x.Rank; axis++)
        {
            int count = ArrayLimits.Size(repeats[axis]);
            int[] shape = [.. x.Shape];
            shape[axis] = ArrayLimits.Size((long)shape[axis] * count);
            ArrayLimits.Count(shape);
            // One axis as two, the first of which repeats.
            int[] split = [.. x.Shape.Take(axis), count, .. x.Shape.Skip(axis)];
            int[] strides = ArrayMoves.Strides(x.Dimensions);
            x = new NdArray(ArrayMoves.Gather(x.Data, [.. strides.Take(axis), 0, .. strides.Skip(axis)], split), shape);
        }

        return x;
    }

    private static NdArray ReverseSequence(NodeCall call)
    {
        NdArray x = call[0];
        long[] lengths = call.Whole(1);
        int batch = NodeCall.Axis(call.Node.Number("batch_axis", 1), x.Rank), time = NodeCall.Axis(call.Node.Number("time_axis", 0), x.Rank);
        if (batch == time || batch > 1 || time > 1 || lengths.Length != x.Shape[batch])
            throw new OperatorException($"takes a length for each of {x.Shape[batch]} sequences over the first two axes, not {lengths.Length}");
        int[] strides = ArrayMoves.Strides(x.Dimensions);
        int inner = NdArray.Count(x.Dimensions[2..]);
        Array result = (Array)x.Data.Clone();
        for (int row = 0; row < lengths.Length; row++)
        {
            if (lengths[row] < 0 || lengths[row] > x.Shape[time])
                throw new OperatorException($"cannot reverse {lengths[row]} of {x.Shape[time]} steps");
            for (int step = 0; step < lengths[row]; step++)
                Array.Copy(x.Data, row * strides[batch] + step * strides[time], result, row * strides[batch] + ((int)lengths[row] - 1 - step) * strides[time], inner);
        }

        return new NdArray(result, [.. x.Shape]);
    }
}
