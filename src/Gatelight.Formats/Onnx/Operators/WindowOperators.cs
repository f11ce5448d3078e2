using System.Numerics;
using Gatelight.Formats.Arrays;
using Gatelight.Formats.Onnx.Running;
using Gatelight.Kernels;

namespace Gatelight.Formats.Onnx.Operators;

/// <summary>Convolution and pooling over any number of axes.</summary>
internal static class WindowOperators
{
    internal static IEnumerable<Operator> All =>
    [
        new("Conv", 2, call => [Convolve(call)]),
        new("MaxPool", 1, MaxPool),
        new("AveragePool", 1, call => [AveragePool(call)]),
        new("GlobalAveragePool", 1, call => [Global(call[0], isMaximum: false)]),
        new("GlobalMaxPool", 1, call => [Global(call[0], isMaximum: true)]),
    ];

    private static NdArray Convolve(NodeCall call) => call[0].Type switch
    {
        ElementType.F32 => Convolve<float>(call, ElementType.F32),
        ElementType.F64 => Convolve<double>(call, ElementType.F64),
        ElementType.F16 => Convolve<float>(call, ElementType.F32).As(ElementType.F16),
        _ => throw new OperatorException($"takes floating-point numbers, not {call[0].Type}"),
    };

    // The windows of each sample as rows, times the weights: one matrix product a sample and group.
    private static NdArray Convolve<T>(NodeCall call, ElementType type)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        NdArray x = call[0].As(type), w = call[1].As(type);
        long groupsTold = call.Node.Number("group", 1);
        if (w.Rank != x.Rank || x.Rank < 3 || groupsTold < 1 || w.Shape[1] * groupsTold != x.Shape[1] || w.Shape[0] % groupsTold != 0)
            throw new OperatorException($"cannot convolve {x} with {w} in {groupsTold} group(s)");
        int groups = (int)groupsTold, filters = w.Shape[0] / groups, channels = w.Shape[1];
        var window = WindowShape.Of(call, x, [.. w.Shape.Skip(2)]);
        int taps = window.Taps, places = window.Places, depth = channels * taps, inner = NdArray.Count(window.Input), batch = x.Shape[0];
        int[] shape = [batch, w.Shape[0], .. window.Output];
        T[] y = new T[ArrayLimits.Count(shape)], rows = new T[ArrayLimits.Count([places, depth])], product = new T[ArrayLimits.Count([places, filters])];
        T[] bias = call.Optional(2) is { } b ? b.As(type).As<T>() : new T[w.Shape[0]];
        if (bias.Length != w.Shape[0])
            throw new OperatorException($"takes {w.Shape[0]} biases, not {bias.Length}");
        KernelSet<T> kernels = KernelRegistry.For<T>();
        T[] packed = new T[kernels.PackedLength(depth, filters)], values = x.As<T>();
        for (int group = 0; group < groups; group++)
        {
            kernels.PackTransposed(w.As<T>().AsSpan(group * filters * depth, filters * depth), filters, depth, packed);
            for (int sample = 0; sample < batch; sample++)
            {
                Array.Clear(rows);
                int start = (sample * groups + group) * channels * inner;
                for (int place = 0; place < places; place++)
                {
                    int row = place * depth;
                    window.Visit(place, (tap, from) =>
                    {
                        for (int channel = 0; channel < channels; channel++)
                            rows[row + channel * taps + tap] = values[start + channel * inner + from];
                    });
                }

                kernels.Multiply(rows, packed, product, places, depth, filters, accumulate: false);
                for (int filter = 0; filter < filters; filter++)
                {
                    int to = (sample * groups + group) * filters + filter;
                    for (int place = 0; place < places; place++)
                        y[to * places + place] = product[place * filters + filter] + bias[group * filters + filter];
                }
            }
        }

        return new NdArray(y, shape);
    }

    private static NdArray?[] MaxPool(NodeCall call)
    {
        NdArray x = call[0];
        WindowShape window = Window(call);
        int places = window.Places, inner = NdArray.Count(window.Input), planes = x.Shape[0] * x.Shape[1];
        int[] shape = [x.Shape[0], x.Shape[1], .. window.Output];
        double[] values = (double[])x.As(ElementType.F64).Data, best = new double[ArrayLimits.Count(shape)];
        long[] indices = new long[best.Length];
        bool isColumnMajor = call.Node.Number("storage_order", 0) == 1;
        Array.Fill(best, double.NegativeInfinity);
        for (int place = 0; place < places; place++)
        {
            window.Visit(place, (_, from) =>
            {
                for (int plane = 0; plane < planes; plane++)
                {
                    int to = plane * places + place;
                    if (!(values[plane * inner + from] > best[to]))
                        continue;
                    best[to] = values[plane * inner + from];
                    indices[to] = (long)plane * inner + (isColumnMajor ? ColumnMajor(from, window.Input) : from);
                }
            });
        }

        return [NdArray.Of(best, shape).As(x.Type), call.Wants(1) ? NdArray.Of(indices, shape) : null];
    }

    private static int ColumnMajor(int place, int[] shape)
    {
        int result = 0, stride = NdArray.Count(shape);
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            stride /= shape[axis];
            result += place % shape[axis] * stride;
            place /= shape[axis];
        }

        return result;
    }

    private static NdArray AveragePool(NodeCall call)
    {
        NdArray x = call[0];
        WindowShape window = Window(call);
        bool countsPads = call.Node.Number("count_include_pad", 0) != 0;
        int places = window.Places, inner = NdArray.Count(window.Input), planes = x.Shape[0] * x.Shape[1];
        int[] shape = [x.Shape[0], x.Shape[1], .. window.Output];
        double[] values = (double[])x.As(ElementType.F64).Data, sums = new double[ArrayLimits.Count(shape)];
        for (int place = 0; place < places; place++)
        {
            int count = 0;
            window.Visit(place, (_, from) =>
            {
                count++;
                for (int plane = 0; plane < planes; plane++)
                    sums[plane * places + place] += values[plane * inner + from];
            });
            double divisor = countsPads ? window.PaddedTaps(place) : count;
            for (int plane = 0; plane < planes; plane++)
                sums[plane * places + place] /= divisor;
        }

        return NdArray.Of(sums, shape).As(x.Type);
    }

    private static WindowShape Window(NodeCall call)
    {
        IReadOnlyList<long> kernel = call.Node.Numbers("kernel_shape") ?? throw new OperatorException("is not told its kernel_shape");
        return WindowShape.Of(call, call[0], [.. kernel.Select(ArrayLimits.Size)]);
    }

    private static NdArray Global(NdArray x, bool isMaximum)
    {
        if (x.Rank < 3)
            throw new OperatorException($"takes [B, C, ...], not {x}");
        int inner = NdArray.Count(x.Dimensions[2..]);
        double[] values = (double[])x.As(ElementType.F64).Data, results = new double[ArrayLimits.Count([x.Shape[0], x.Shape[1]])];
        for (int n = 0; n < results.Length; n++)
        {
            double sum = 0, largest = double.NegativeInfinity;
            foreach (double value in values.AsSpan(n * inner, inner))
            {
                sum += value;
                largest = Math.Max(largest, value);
            }

            results[n] = isMaximum ? largest : sum / inner;
        }

        return NdArray.Of(results, [x.Shape[0], x.Shape[1], .. Enumerable.Repeat(1, x.Rank - 2)]).As(x.Type);
    }
}
