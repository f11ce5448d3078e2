using Gatelight.Formats.Onnx.Exporting;

namespace Gatelight.Conformance.Tests.Formats;

/// <summary>Draws operators that fit a shape, and says what shape they give.</summary>
internal sealed class RandomOperators(OnnxGraphWriter graph, SeededRandom random)
{
    private static readonly string[] Unary =
    [
        "Abs", "Neg", "Sigmoid", "Tanh", "Relu", "Softsign", "Softplus", "LeakyRelu", "Elu", "HardSigmoid", "Selu", "Sin", "Cos", "Atan", "Erf", "Floor", "Ceil", "Identity", "Sign", "ThresholdedRelu", "HardSwish", "Celu",
    ];

    /// <summary>Every operator that may be drawn.</summary>
    internal static IReadOnlySet<string> Kinds { get; } = new HashSet<string>(
        [
            .. Unary, "Add", "Sub", "Mul", "Max", "Min", "MatMul", "Softmax", "LogSoftmax", "Transpose", "Reshape", "Concat", "ReduceMean", "ReduceMax", "ReduceMin", "ReduceL2", "ReduceLogSumExp", "ReduceProd", "ReduceSum",
            "Unsqueeze", "LayerNormalization", "Slice", "Gather", "Pad", "CumSum",
        ],
        StringComparer.Ordinal);

    internal (string Name, int[] Shape) Next(string x, int[] shape, Dictionary<string, int> seen)
    {
        int rank = shape.Length, axis = rank == 0 ? 0 : random.NextBelow(rank);
        int choice = random.NextBelow(rank == 0 ? 2 : 18);
        switch (choice)
        {
            case 0:
            case 1:
                return (Node(Unary[random.NextBelow(Unary.Length)], [x]), shape);
            case 2:
                return (Node(((string[])["Add", "Sub", "Mul", "Max", "Min"])[random.NextBelow(5)], [x, Weight(shape[^1..])]), shape);
            case 3:
                return (Node("MatMul", [x, Weight(shape[^1], 3)]), rank == 1 ? [3] : [.. shape[..^1], 3]);
            case 4:
                return (Node("Softmax", [x], ("axis", axis)), shape);
            case 5:
                return (Node("LogSoftmax", [x], ("axis", axis - rank)), shape);
            case 6:
                int[] order = [.. Enumerable.Range(0, rank)];
                random.Shuffle<int>(order);
                return (Node("Transpose", [x], ("perm", order.Select(n => (long)n).ToArray())), [.. order.Select(n => shape[n])]);
            case 7:
                return (Node("Reshape", [x, graph.Numbers(-1, shape[^1])]), [shape.Aggregate(1, (a, b) => a * b) / shape[^1], shape[^1]]);
            case 8:
                return (Node("Concat", [x, x], ("axis", axis)), [.. shape.Select((size, n) => n == axis ? 2 * size : size)]);
            case 9:
                bool keeps = random.NextBelow(2) == 0;
                string reduce = ((string[])["ReduceMean", "ReduceMax", "ReduceMin", "ReduceL2", "ReduceLogSumExp", "ReduceProd"])[random.NextBelow(6)];
                int[] reduced = keeps ? [.. shape.Select((size, n) => n == axis ? 1 : size)] : [.. shape.Where((_, n) => n != axis)];
                return (Node(reduce, [x], ("axes", new long[] { axis }), ("keepdims", keeps ? 1 : 0)), reduced);
            case 10:
                return (Node("ReduceSum", [x, graph.Numbers(axis)], ("keepdims", 1)), [.. shape.Select((size, n) => n == axis ? 1 : size)]);
            case 11:
                return (Node("Unsqueeze", [x, graph.Numbers(axis)]), [.. shape[..axis], 1, .. shape[axis..]]);
            case 12:
                return (Node("LayerNormalization", [x, Weight(shape[^1]), Weight(shape[^1])], ("epsilon", 1e-3f)), shape);
            case 13:
                int end = 1 + random.NextBelow(shape[axis]);
                return (Node("Slice", [x, graph.Numbers(0), graph.Numbers(end), graph.Numbers(axis)]), [.. shape.Select((size, n) => n == axis ? end : size)]);
            case 14:
                return (Node("Slice", [x, graph.Numbers(-1), graph.Numbers(int.MinValue), graph.Numbers(axis), graph.Numbers(-1)]), shape);
            case 15:
                return (Node("Gather", [x, graph.Numbers(0, -1, 0)], ("axis", axis)), [.. shape.Select((size, n) => n == axis ? 3 : size)]);
            case 16:
                return (Node("Pad", [x, graph.Numbers([.. new long[rank], .. Enumerable.Repeat(1L, rank)])], ("mode", "edge")), [.. shape.Select(size => size + 1)]);
            default:
                return (Node("CumSum", [x, graph.Number(axis)]), shape);
        }

        string Node(string op, string[] inputs, params (string Name, object Value)[] attributes)
        {
            seen[op] = seen.GetValueOrDefault(op) + 1;
            return graph.Node(op, op, inputs, attributes);
        }

        string Weight(params int[] size) =>
            graph.Weight("weight", [.. Enumerable.Range(0, size.Aggregate(1, (a, b) => a * b)).Select(_ => 0.5f * (float)random.NextNormal())], size);
    }
}
