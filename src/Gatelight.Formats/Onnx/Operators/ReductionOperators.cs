using Gatelight.Formats.Arrays;
using Gatelight.Formats.Onnx.Running;

namespace Gatelight.Formats.Onnx.Operators;

/// <summary>Operators that make one number of many, and those that look for the largest.</summary>
internal static class ReductionOperators
{
    private delegate double Reduction(ReadOnlySpan<double> values);

    internal static IEnumerable<Operator> All =>
    [
        Reduce("ReduceSum", 13, Sum),
        Reduce("ReduceMean", 18, values => Sum(values) / values.Length),
        Reduce("ReduceMax", 18, values => Extreme(values, Math.Max, double.NegativeInfinity)),
        Reduce("ReduceMin", 18, values => Extreme(values, Math.Min, double.PositiveInfinity)),
        Reduce("ReduceProd", 18, values =>
        {
            double product = 1;
            foreach (double value in values)
                product *= value;
            return product;
        }),
        Reduce("ReduceL1", 18, values => SumOf(values, Math.Abs)),
        Reduce("ReduceL2", 18, values => Math.Sqrt(SumOf(values, value => value * value))),
        Reduce("ReduceSumSquare", 18, values => SumOf(values, value => value * value)),
        Reduce("ReduceLogSum", 18, values => Math.Log(Sum(values))),
        Reduce("ReduceLogSumExp", 18, values =>
        {
            double largest = Extreme(values, Math.Max, double.NegativeInfinity);
            return double.IsInfinity(largest) ? largest : largest + Math.Log(SumOf(values, value => Math.Exp(value - largest)));
        }),
        new("ArgMax", 1, call => [ArgExtreme(call, isMaximum: true)]),
        new("ArgMin", 1, call => [ArgExtreme(call, isMaximum: false)]),
        new("TopK", 1, TopK),
    ];

    private static Operator Reduce(string name, int axesAsInput, Reduction reduction) => new(name, 1, call =>
    {
        NdArray x = call[0];
        long[]? told = call.Node.Numbers("axes")?.ToArray() ?? (call.Opset >= axesAsInput ? call.Numbers(1) : null);
        bool keeps = call.Node.Number("keepdims", 1) != 0;
        if (told is null or [] && call.Node.Number("noop_with_empty_axes", 0) == 1)
            return [name is "ReduceSum" or "ReduceMean" or "ReduceMax" or "ReduceMin" or "ReduceProd" ? x : Numeric.Unary(x, value => reduction([value]))];
        int[] axes = told is null or [] ? [.. Enumerable.Range(0, x.Rank)] : NodeCall.Axes(told, x.Rank);
        int[] stay = [.. Enumerable.Range(0, x.Rank).Where(axis => !axes.Contains(axis))];
        double[] values = (double[])ArrayMoves.Transpose(x, [.. stay, .. axes]).As(ElementType.F64).Data;
        int[] shape = keeps ? [.. x.Shape.Select((size, axis) => axes.Contains(axis) ? 1 : size)] : [.. stay.Select(axis => x.Shape[axis])];
        double[] results = new double[ArrayLimits.Count(shape)];
        int run = axes.Aggregate(1, (product, axis) => product * x.Shape[axis]);
        for (int n = 0; n < results.Length; n++)
            results[n] = reduction(values.AsSpan(n * run, run));
        return [NdArray.Of(results, shape).As(x.Type)];
    });

    private static double Sum(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
            sum += value;
        return sum;
    }

    private static double SumOf(ReadOnlySpan<double> values, Func<double, double> function)
    {
        double sum = 0;
        foreach (double value in values)
            sum += function(value);
        return sum;
    }

    private static double Extreme(ReadOnlySpan<double> values, Func<double, double, double> better, double start)
    {
        double best = start;
        foreach (double value in values)
            best = better(best, value);
        return best;
    }

    private static NdArray ArgExtreme(NodeCall call, bool isMaximum)
    {
        NdArray x = call[0];
        int axis = NodeCall.Axis(call.Node.Number("axis", 0), x.Rank), size = x.Shape[axis], inner = NdArray.Count(x.Dimensions[(axis + 1)..]);
        if (size == 0)
            throw new OperatorException("looks for the largest of nothing");
        bool last = call.Node.Number("select_last_index", 0) == 1;
        double[] values = (double[])x.As(ElementType.F64).Data;
        int outer = NdArray.Count(x.Dimensions[..axis]);
        long[] places = new long[outer * inner];
        for (int n = 0; n < places.Length; n++)
        {
            int start = n / inner * size * inner + n % inner, best = 0;
            for (int at = 1; at < size; at++)
            {
                int order = values[start + at * inner].CompareTo(values[start + best * inner]) * (isMaximum ? 1 : -1);
                if (order > 0 || (last && order == 0))
                    best = at;
            }

            places[n] = best;
        }

        int[] shape = call.Node.Number("keepdims", 1) != 0
            ? [.. x.Shape.Select((dimension, n) => n == axis ? 1 : dimension)]
            : [.. x.Shape.Where((_, n) => n != axis)];
        return NdArray.Of(places, shape);
    }

    private static NdArray?[] TopK(NodeCall call)
    {
        NdArray x = call[0];
        int axis = NodeCall.Axis(call.Node.Number("axis", -1), x.Rank), size = x.Shape[axis], inner = NdArray.Count(x.Dimensions[(axis + 1)..]);
        long wanted = call.Opset < 10 ? call.Node.Number("k", 0) : call.Numbers(1) is [var given] ? given : throw new OperatorException("takes one number of places");
        if (wanted < 0 || wanted > size)
            throw new OperatorException($"cannot give the best {wanted} of {size}");
        int k = (int)wanted, sign = call.Node.Number("largest", 1) != 0 ? 1 : -1;
        double[] values = (double[])x.As(ElementType.F64).Data;
        int[] shape = [.. x.Shape];
        shape[axis] = k;
        NdArray best = ArrayLimits.Zeros(x.Type, shape);
        long[] places = new long[best.Length];
        int outer = NdArray.Count(x.Dimensions[..axis]);
        for (int n = 0; n < outer * inner; n++)
        {
            int start = n / inner * size * inner + n % inner, to = n / inner * k * inner + n % inner;
            int[] order = [.. Enumerable.Range(0, size).OrderByDescending(at => sign * values[start + at * inner]).Take(k)];
            for (int rank = 0; rank < k; rank++)
            {
                places[to + rank * inner] = order[rank];
                Array.Copy(x.Data, start + order[rank] * inner, best.Data, to + rank * inner, 1);
            }
        }

        return [best, NdArray.Of(places, shape)];
    }
}
