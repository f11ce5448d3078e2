using Gatelight.Formats.Arrays;
using Gatelight.Formats.Onnx.Running;

namespace Gatelight.Formats.Onnx.Operators;

/// <summary>Operators that look values up by their place, or put them there.</summary>
internal static class GatherOperators
{
    internal static IEnumerable<Operator> All =>
    [
        new("Gather", 2, call => [Gather(call)]),
        new("GatherElements", 2, call => [GatherElements(call)]),
        new("GatherND", 2, call => [GatherPlaces(call)]),
        new("ScatterElements", 3, call => [ScatterElements(call)]),
        new("Scatter", 3, call => [ScatterElements(call)]),
        new("ScatterND", 3, call => [ScatterPlaces(call)]),
        new("NonZero", 1, call => [NonZero(call[0])]),
        new("Compress", 2, call => [Compress(call)]),
        new("Trilu", 1, call => [Triangle(call)]),
        new("CumSum", 2, call => [CumulativeSum(call)]),
    ];

    private static NdArray Gather(NodeCall call)
    {
        NdArray x = call[0];
        int axis = NodeCall.Axis(call.Node.Number("axis", 0), x.Rank);
        return Take(x, axis, Array.ConvertAll(call.Whole(1), place => Place(place, x.Shape[axis])), call[1].Dimensions);
    }

    /// <summary>The given places of an axis; <paramref name="places"/> is the shape that stands in the axis' stead.</summary>
    internal static NdArray Take(NdArray x, int axis, int[] from, ReadOnlySpan<int> places)
    {
        int[] shape = [.. x.Dimensions[..axis], .. places, .. x.Dimensions[(axis + 1)..]];
        Array result = NdArray.Allocate(x.Type, ArrayLimits.Count(shape));
        int outer = NdArray.Count(x.Dimensions[..axis]), inner = NdArray.Count(x.Dimensions[(axis + 1)..]), size = x.Shape[axis];
        for (int row = 0; result.Length > 0 && row < outer; row++)
        {
            for (int n = 0; n < from.Length; n++)
                Array.Copy(x.Data, (row * size + from[n]) * inner, result, (row * from.Length + n) * inner, inner);
        }

        return new NdArray(result, shape);
    }

    private static int Place(long place, int size) => place >= -size && place < size
        ? (int)(place < 0 ? place + size : place)
        : throw new OperatorException($"looks up place {place} of {size}");

    private static NdArray GatherElements(NodeCall call)
    {
        NdArray x = call[0];
        int axis = NodeCall.Axis(call.Node.Number("axis", 0), x.Rank);
        long[] places = call.Whole(1);
        NdArray result = ArrayLimits.Zeros(x.Type, [.. call[1].Shape]);
        EachElement(x, call[1], axis, places, (at, from) => Array.Copy(x.Data, from, result.Data, at, 1));
        return result;
    }

    private static NdArray ScatterElements(NodeCall call)
    {
        NdArray x = call[0], updates = call[2];
        int axis = NodeCall.Axis(call.Node.Number("axis", 0), x.Rank);
        string reduction = call.Node.Text("reduction", "none");
        if (updates.Length != call[1].Length || updates.Type != x.Type)
            throw new OperatorException($"has {updates} to put at {call[1].Length} places of {x}");
        Array result = (Array)x.Data.Clone();
        EachElement(x, call[1], axis, call.Whole(1), (at, to) => Put(result, to, updates.Data, at, reduction));
        return new NdArray(result, [.. x.Shape]);
    }

    private static void EachElement(NdArray x, NdArray indices, int axis, long[] places, Action<int, int> visit)
    {
        if (indices.Rank != x.Rank)
            throw new OperatorException($"takes places of {x.Rank} dimensions, not {indices}");
        for (int n = 0; n < x.Rank; n++)
        {
            if (n != axis && indices.Shape[n] > x.Shape[n])
                throw new OperatorException($"takes places no larger than {x}, not {indices}");
        }

        int[] strides = ArrayMoves.Strides(x.Dimensions), index = new int[x.Rank];
        for (int at = 0; at < places.Length; at++)
        {
            int place = 0;
            for (int n = 0; n < x.Rank; n++)
                place += strides[n] * (n == axis ? Place(places[at], x.Shape[axis]) : index[n]);
            visit(at, place);
            for (int n = index.Length - 1; n >= 0 && ++index[n] == indices.Shape[n]; n--)
                index[n] = 0;
        }
    }

    private static NdArray GatherPlaces(NodeCall call)
    {
        NdArray x = call[0], indices = call[1];
        int skipped = (int)call.Node.Number("batch_dims", 0);
        (int depth, int inner, int[] shape) = Places(x, indices, skipped);
        Array result = NdArray.Allocate(x.Type, ArrayLimits.Count(shape));
        long[] places = call.Whole(1);
        int rows = depth == 0 ? NdArray.Count(indices.Dimensions[..^1]) : places.Length / depth;
        int batches = NdArray.Count(x.Dimensions[..skipped]), block = batches == 0 ? 0 : x.Length / batches;
        for (int row = 0; row < rows; row++)
            Array.Copy(x.Data, (rows == 0 ? 0 : row / (rows / Math.Max(1, batches))) * block + Offset(x, places.AsSpan(row * depth, depth), skipped), result, row * inner, inner);
        return new NdArray(result, shape);
    }

    private static NdArray ScatterPlaces(NodeCall call)
    {
        NdArray x = call[0], indices = call[1], updates = call[2];
        (int depth, int inner, int[] shape) = Places(x, indices, 0);
        if (updates.Length != NdArray.Count(shape) || updates.Type != x.Type)
            throw new OperatorException($"has {updates} to put where [{string.Join(", ", shape)}] belongs");
        Array result = (Array)x.Data.Clone();
        long[] places = call.Whole(1);
        string reduction = call.Node.Text("reduction", "none");
        for (int row = 0; depth > 0 && row < places.Length / depth; row++)
        {
            int to = Offset(x, places.AsSpan(row * depth, depth), 0);
            for (int n = 0; n < inner; n++)
                Put(result, to + n, updates.Data, row * inner + n, reduction);
        }

        return new NdArray(result, [.. x.Shape]);
    }

    private static (int Depth, int Inner, int[] Shape) Places(NdArray x, NdArray indices, int skipped)
    {
        if (indices.Rank == 0 || skipped < 0 || skipped >= Math.Min(indices.Rank, x.Rank + 1) || indices.Shape[^1] > x.Rank - skipped)
            throw new OperatorException($"cannot look up {indices} in {x}");
        int depth = indices.Shape[^1];
        int[] rest = [.. x.Shape.Skip(skipped + depth)];
        return (depth, NdArray.Count(rest), [.. indices.Shape.Take(indices.Rank - 1), .. rest]);
    }

    private static int Offset(NdArray x, ReadOnlySpan<long> place, int skipped)
    {
        int[] strides = ArrayMoves.Strides(x.Dimensions);
        int offset = 0;
        for (int n = 0; n < place.Length; n++)
            offset += strides[skipped + n] * Place(place[n], x.Shape[skipped + n]);
        return offset;
    }

    private static void Put(Array result, int to, Array updates, int at, string reduction)
    {
        if (reduction == "none")
        {
            Array.Copy(updates, at, result, to, 1);
            return;
        }

        ElementType type = NdArray.TypeOf(result);
        double old = Value(result, to), added = Value(updates, at);
        double value = reduction switch
        {
            "add" => old + added,
            "mul" => old * added,
            "max" => Math.Max(old, added),
            "min" => Math.Min(old, added),
            _ => throw new OperatorException($"has the reduction '{Data.OneLine.Of(reduction)}', which does not exist"),
        };
        Array.Copy(NdArray.Of([value], 1).As(type).Data, 0, result, to, 1);
    }

    private static double Value(Array array, int at)
    {
        Array one = NdArray.Allocate(NdArray.TypeOf(array), 1);
        Array.Copy(array, at, one, 0, 1);
        return ((double[])new NdArray(one, 1).As(ElementType.F64).Data)[0];
    }

    private static NdArray NonZero(NdArray x)
    {
        bool[] truths = (bool[])x.As(ElementType.Bool).Data;
        int[] found = [.. Enumerable.Range(0, truths.Length).Where(n => truths[n])];
        int[] strides = ArrayMoves.Strides(x.Dimensions);
        long[] places = new long[ArrayLimits.Count([x.Rank, found.Length])];
        for (int axis = 0; axis < x.Rank; axis++)
        {
            for (int n = 0; n < found.Length; n++)
                places[axis * found.Length + n] = found[n] / strides[axis] % x.Shape[axis];
        }

        return NdArray.Of(places, x.Rank, found.Length);
    }

    private static NdArray Compress(NodeCall call)
    {
        NdArray x = call.Node.Find("axis") is null ? call[0].Reshape(call[0].Length) : call[0];
        int axis = NodeCall.Axis(call.Node.Number("axis", 0), x.Rank);
        bool[] keep = call[1].As<bool>();
        int[] kept = [.. Enumerable.Range(0, Math.Min(keep.Length, x.Shape[axis])).Where(n => keep[n])];
        return Take(x, axis, kept, [kept.Length]);
    }

    private static NdArray Triangle(NodeCall call)
    {
        NdArray x = call[0];
        if (x.Rank < 2)
            throw new OperatorException($"takes matrices, not {x}");
        long shift = call.Numbers(1) is [var k] ? k : 0;
        bool upper = call.Node.Number("upper", 1) != 0;
        NdArray zero = ArrayLimits.Zeros(x.Type, 1);
        Array result = (Array)x.Data.Clone();
        int rows = x.Shape[^2], columns = x.Shape[^1];
        for (int n = 0; n < result.Length; n++)
        {
            long row = n / columns % rows, column = n % columns;
            if (upper ? column < row + shift : column > row + shift)
                Array.Copy(zero.Data, 0, result, n, 1);
        }

        return new NdArray(result, [.. x.Shape]);
    }

    private static NdArray CumulativeSum(NodeCall call)
    {
        NdArray x = call[0];
        int axis = NodeCall.Axis(call.Whole(1)[0], x.Rank);
        bool exclusive = call.Node.Number("exclusive", 0) == 1, reverse = call.Node.Number("reverse", 0) == 1;
        double[] values = (double[])x.As(ElementType.F64).Data, sums = new double[values.Length];
        int inner = NdArray.Count(x.Dimensions[(axis + 1)..]), size = x.Shape[axis];
        for (int n = 0; n < values.Length; n++)
        {
            if (n / inner % size != 0)
                continue;
            double sum = 0;
            for (int step = 0; step < size; step++)
            {
                int at = n + (reverse ? size - 1 - step : step) * inner;
                sums[at] = exclusive ? sum : sum + values[at];
                sum += values[at];
            }
        }

        return NdArray.Of(sums, [.. x.Shape]).As(x.Type);
    }
}
