using Gatelight.Formats.Arrays;
using Gatelight.Formats.Onnx.Running;

namespace Gatelight.Formats.Onnx.Operators;

/// <summary>Softmax and its kin, and the normalisations.</summary>
internal static class NormalizationOperators
{
    private const double DefaultEpsilon = 1e-5f;

    internal static IEnumerable<Operator> All =>
    [
        new("Softmax", 1, call => [Rows(call, Softmax)]),
        new("LogSoftmax", 1, call => [Rows(call, LogSoftmax)]),
        new("Hardmax", 1, call => [Rows(call, Hardmax)]),
        new("LayerNormalization", 2, LayerNormalization),
        new("BatchNormalization", 5, call => [BatchNormalization(call)]),
        new("InstanceNormalization", 3, call => [InstanceNormalization(call)]),
        new("LpNormalization", 1, call => [LpNormalization(call)]),
        new("MeanVarianceNormalization", 1, call => [MeanVariance(call)]),
    ];

    private static NdArray Rows(NodeCall call, Action<Span<double>> change)
    {
        NdArray x = call[0];
        // Before opset 13 everything from the axis on was one row; since then the axis alone is.
        bool isFlat = call.Opset < 13;
        long told = call.Node.Number("axis", isFlat ? 1 : -1);
        int axis = isFlat && told == x.Rank ? x.Rank : NodeCall.Axis(told, x.Rank);
        if (isFlat)
        {
            double[] values = Copy(x);
            int run = NdArray.Count(x.Dimensions[axis..]);
            for (int at = 0; at < values.Length; at += run)
                change(values.AsSpan(at, run));
            return NdArray.Of(values, [.. x.Shape]).As(x.Type);
        }

        return Along(x, [axis], change);
    }

    // Changes each run over some axes, in 64 bits.
    private static NdArray Along(NdArray x, int[] axes, Action<Span<double>> change)
    {
        int[] order = [.. Enumerable.Range(0, x.Rank).Where(axis => !axes.Contains(axis)), .. axes];
        NdArray turned = ArrayMoves.Transpose(x, order);
        double[] values = Copy(turned);
        int run = axes.Aggregate(1, (product, axis) => product * x.Shape[axis]);
        for (int at = 0; at < values.Length; at += run)
            change(values.AsSpan(at, run));
        int[] back = new int[order.Length];
        for (int n = 0; n < order.Length; n++)
            back[order[n]] = n;
        return ArrayMoves.Transpose(NdArray.Of(values, [.. turned.Shape]), back).As(x.Type);
    }

    private static double[] Copy(NdArray x)
    {
        if (x.Type is not (ElementType.F32 or ElementType.F64 or ElementType.F16))
            throw new OperatorException($"takes floating-point numbers, not {x.Type}");
        return x.Type == ElementType.F64 ? [.. x.As<double>()] : (double[])x.As(ElementType.F64).Data;
    }

    private static void Softmax(Span<double> row)
    {
        double largest = Largest(row), sum = 0;
        foreach (ref double value in row)
        {
            value = Math.Exp(value - largest);
            sum += value;
        }

        foreach (ref double value in row)
            value /= sum;
    }

    private static void LogSoftmax(Span<double> row)
    {
        double largest = Largest(row), sum = 0;
        foreach (double value in row)
            sum += Math.Exp(value - largest);
        double log = largest + Math.Log(sum);
        foreach (ref double value in row)
            value -= log;
    }

    private static void Hardmax(Span<double> row)
    {
        int best = 0;
        for (int n = 1; n < row.Length; n++)
            best = row[n] > row[best] ? n : best;
        row.Clear();
        if (row.Length > 0)
            row[best] = 1;
    }

    private static double Largest(ReadOnlySpan<double> row)
    {
        double largest = double.NegativeInfinity;
        foreach (double value in row)
            largest = Math.Max(largest, value);
        return largest;
    }

    private static (double Mean, double Variance) Moments(ReadOnlySpan<double> row)
    {
        double mean = 0, variance = 0;
        foreach (double value in row)
            mean += value / row.Length;
        foreach (double value in row)
            variance += (value - mean) * (value - mean) / row.Length;
        return (mean, variance);
    }

    private static NdArray?[] LayerNormalization(NodeCall call)
    {
        NdArray x = call[0];
        int axis = NodeCall.Axis(call.Node.Number("axis", -1), x.Rank), run = NdArray.Count(x.Dimensions[axis..]);
        double epsilon = call.Node.Single("epsilon", (float)DefaultEpsilon);
        double[] values = Copy(x);
        int[] inner = [.. x.Shape.Skip(axis)], outer = [.. x.Shape.Select((size, n) => n < axis ? size : 1)];
        double[] gain = (double[])Broadcast.To(call[1].As(ElementType.F64), inner).Data;
        double[]? shift = call.Optional(2) is { } b ? (double[])Broadcast.To(b.As(ElementType.F64), inner).Data : null;
        double[] means = new double[ArrayLimits.Count(outer)], deviations = new double[means.Length];
        for (int row = 0; row < means.Length; row++)
        {
            Span<double> part = values.AsSpan(row * run, run);
            (means[row], double variance) = Moments(part);
            deviations[row] = 1 / Math.Sqrt(variance + epsilon);
            for (int n = 0; n < run; n++)
                part[n] = (part[n] - means[row]) * deviations[row] * gain[n] + (shift?[n] ?? 0);
        }

        return [NdArray.Of(values, [.. x.Shape]).As(x.Type), NdArray.Of(means, outer).As(ElementType.F32), NdArray.Of(deviations, outer).As(ElementType.F32)];
    }

    private static NdArray BatchNormalization(NodeCall call)
    {
        NdArray x = call[0];
        if (call.Node.Number("training_mode", 0) != 0)
            throw new OperatorException("is in training mode; export the model for inference");
        int channels = x.Rank > 1 ? x.Shape[1] : 1;
        double[] gain = Channel(call[1]), shift = Channel(call[2]), mean = Channel(call[3]), variance = Channel(call[4]);
        double epsilon = call.Node.Single("epsilon", (float)DefaultEpsilon);
        double[] values = Copy(x);
        int inner = x.Rank > 1 ? NdArray.Count(x.Dimensions[2..]) : 1;
        for (int n = 0; n < values.Length; n++)
        {
            int channel = n / inner % channels;
            values[n] = (values[n] - mean[channel]) / Math.Sqrt(variance[channel] + epsilon) * gain[channel] + shift[channel];
        }

        return NdArray.Of(values, [.. x.Shape]).As(x.Type);

        double[] Channel(NdArray array) => array.Length == channels
            ? (double[])array.As(ElementType.F64).Data
            : throw new OperatorException($"takes {channels} numbers for {channels} channels, not {array}");
    }

    private static NdArray InstanceNormalization(NodeCall call)
    {
        NdArray x = call[0];
        if (x.Rank < 3 || call[1].Length != x.Shape[1] || call[2].Length != x.Shape[1])
            throw new OperatorException($"takes [B, C, ...] and C scales and shifts, not {x}, {call[1]} and {call[2]}");
        double[] values = Copy(x), gain = (double[])call[1].As(ElementType.F64).Data, shift = (double[])call[2].As(ElementType.F64).Data;
        double epsilon = call.Node.Single("epsilon", (float)DefaultEpsilon);
        int inner = NdArray.Count(x.Dimensions[2..]);
        for (int row = 0; inner > 0 && row < values.Length / inner; row++)
        {
            Span<double> part = values.AsSpan(row * inner, inner);
            (double mean, double variance) = Moments(part);
            int channel = row % x.Shape[1];
            foreach (ref double value in part)
                value = (value - mean) / Math.Sqrt(variance + epsilon) * gain[channel] + shift[channel];
        }

        return NdArray.Of(values, [.. x.Shape]).As(x.Type);
    }

    private static NdArray LpNormalization(NodeCall call)
    {
        bool isFirst = call.Node.Number("p", 2) == 1;
        return Along(call[0], [NodeCall.Axis(call.Node.Number("axis", -1), call[0].Rank)], row =>
        {
            double norm = 0;
            foreach (double value in row)
                norm += isFirst ? Math.Abs(value) : value * value;
            norm = isFirst ? norm : Math.Sqrt(norm);
            foreach (ref double value in row)
                value = norm == 0 ? 0 : value / norm;
        });
    }

    private static NdArray MeanVariance(NodeCall call)
    {
        int[] axes = NodeCall.Axes(call.Node.Numbers("axes") ?? [0, 2, 3], call[0].Rank);
        return Along(call[0], axes, row =>
        {
            (double mean, double variance) = Moments(row);
            foreach (ref double value in row)
                value = (value - mean) / (Math.Sqrt(variance) + 1e-9);
        });
    }
}
