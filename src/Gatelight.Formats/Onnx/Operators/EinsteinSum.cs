using Gatelight.Formats.Arrays;
using Gatelight.Formats.Onnx.Running;

namespace Gatelight.Formats.Onnx.Operators;

/// <summary>The operator Einsum, in plain loops: it stands where an exporter found no other word, seldom on a hot path.</summary>
internal static class EinsteinSum
{
    internal static NdArray Of(NodeCall call)
    {
        string equation = call.Node.Text("equation", string.Empty).Replace(" ", string.Empty, StringComparison.Ordinal);
        string[] sides = equation.Split("->");
        string[] terms = sides[0].Split(',');
        if (equation.Contains('.', StringComparison.Ordinal) || sides.Length > 2 || terms.Length != call.Inputs.Length)
            throw new OperatorException($"has the equation '{Data.OneLine.Of(equation)}' for {call.Inputs.Length} inputs, which is not supported");
        string result = sides.Length == 2 ? sides[1] : string.Concat(sides[0].Where(letter => letter != ',').GroupBy(letter => letter).Where(group => group.Count() == 1).Select(group => group.Key).Order());
        Dictionary<char, int> sizes = [];
        for (int n = 0; n < terms.Length; n++)
        {
            if (terms[n].Length != call[n].Rank)
                throw new OperatorException($"names {terms[n].Length} dimensions of {call[n]}");
            for (int axis = 0; axis < terms[n].Length; axis++)
            {
                int size = call[n].Shape[axis];
                if (sizes.TryGetValue(terms[n][axis], out int known) && known != size)
                    throw new OperatorException($"meets the dimension {terms[n][axis]} as {known} and as {size}");
                sizes[terms[n][axis]] = size;
            }
        }

        if (result.Any(letter => !sizes.ContainsKey(letter)))
            throw new OperatorException($"has the equation '{Data.OneLine.Of(equation)}', whose result names an unknown dimension");
        char[] letters = [.. result, .. sizes.Keys.Where(letter => !result.Contains(letter, StringComparison.Ordinal))];
        int[] shape = [.. letters.Select(letter => sizes[letter])];
        long work = shape.Aggregate(1L, (product, size) => Math.Min(product * Math.Max(1, size), long.MaxValue >> 32));
        if (work > ArrayLimits.MaximumValues * 8)
            throw new OperatorException($"needs {work} products");
        double[][] values = [.. call.Inputs.Select((_, n) => (double[])call[n].As(ElementType.F64).Data)];
        int[][] strides = [.. terms.Select((term, n) => letters.Select(letter => StrideOf(term, letter, ArrayMoves.Strides(call[n].Dimensions))).ToArray())];
        int[] outShape = [.. result.Select(letter => sizes[letter])];
        double[] sums = new double[ArrayLimits.Count(outShape)];
        int[] outStrides = [.. letters.Select(letter => StrideOf(result, letter, ArrayMoves.Strides(outShape)))];
        if (shape.Contains(0))
            return NdArray.Of(sums, outShape).As(call[0].Type);
        int[] index = new int[shape.Length], at = new int[terms.Length];
        for (int to = 0; ;)
        {
            double product = 1;
            for (int n = 0; n < at.Length; n++)
                product *= values[n][at[n]];
            sums[to] += product;
            int axis = shape.Length - 1;
            for (; axis >= 0; axis--)
            {
                bool wraps = ++index[axis] == shape[axis];
                int steps = wraps ? 1 - shape[axis] : 1;
                for (int n = 0; n < at.Length; n++)
                    at[n] += steps * strides[n][axis];
                to += steps * outStrides[axis];
                if (!wraps)
                    break;
                index[axis] = 0;
            }

            if (axis < 0)
                return NdArray.Of(sums, outShape).As(call[0].Type);
        }
    }

    // A letter that a term names twice walks its diagonal.
    private static int StrideOf(string term, char letter, int[] strides) => term.Select((own, axis) => own == letter ? strides[axis] : 0).Sum();
}
