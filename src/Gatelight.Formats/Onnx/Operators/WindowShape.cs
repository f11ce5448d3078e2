using Gatelight.Formats.Arrays;
using Gatelight.Formats.Onnx.Running;

namespace Gatelight.Formats.Onnx.Operators;

/// <summary>The windows of a convolution or pooling over the axes behind samples and channels.</summary>
internal sealed class WindowShape
{
    private WindowShape(int[] input, int[] kernel, int[] strides, int[] dilations, int[] before, int[] after, int[] output) =>
        (Input, Kernel, Strides, Dilations, Before, After, Output) = (input, kernel, strides, dilations, before, after, output);

    internal int[] Input { get; }

    internal int[] Kernel { get; }

    internal int[] Strides { get; }

    internal int[] Dilations { get; }

    internal int[] Before { get; }

    internal int[] After { get; }

    internal int[] Output { get; }

    internal int Places => NdArray.Count(Output);

    internal int Taps => NdArray.Count(Kernel);

    internal static WindowShape Of(NodeCall call, NdArray x, int[] kernel)
    {
        int axes = x.Rank - 2;
        if (axes < 1 || kernel.Length != axes || kernel.Any(size => size < 1))
            throw new OperatorException($"has windows [{string.Join(", ", kernel)}] over {x}");
        int[] strides = Told(call, "strides", axes, 1), dilations = Told(call, "dilations", axes, 1), pads = Told(call, "pads", 2 * axes, 0);
        if (strides.Any(stride => stride < 1) || dilations.Any(dilation => dilation < 1))
            throw new OperatorException("has a stride or a dilation below 1");
        string auto = call.Node.Text("auto_pad", "NOTSET");
        bool ceils = call.Node.Number("ceil_mode", 0) != 0;
        int[] input = [.. x.Shape.Skip(2)], before = pads[..axes], after = pads[axes..], output = new int[axes];
        for (int axis = 0; axis < axes; axis++)
        {
            long span = (kernel[axis] - 1L) * dilations[axis] + 1;
            if (auto is "SAME_UPPER" or "SAME_LOWER")
            {
                output[axis] = (input[axis] + strides[axis] - 1) / strides[axis];
                long total = Math.Max(0, (output[axis] - 1L) * strides[axis] + span - input[axis]);
                before[axis] = ArrayLimits.Size(auto == "SAME_UPPER" ? total / 2 : total - total / 2);
                after[axis] = ArrayLimits.Size(total - before[axis]);
                continue;
            }

            if (auto == "VALID")
                before[axis] = after[axis] = 0;
            long room = (long)input[axis] + before[axis] + after[axis] - span;
            if (before[axis] < 0 || after[axis] < 0 || room < 0)
                throw new OperatorException($"has windows of {span} steps over {input[axis]}");
            long places = (ceils ? room + strides[axis] - 1 : room) / strides[axis] + 1;
            // A window that would begin behind the last value is left out.
            if (ceils && (places - 1) * strides[axis] >= (long)input[axis] + before[axis])
                places--;
            output[axis] = ArrayLimits.Size(places);
        }

        return new WindowShape(input, kernel, strides, dilations, before, after, output);
    }

    /// <summary>Visits every tap of the window of one place that lies within the input.</summary>
    /// <param name="place">The place of the output.</param>
    /// <param name="visit">Takes the tap and the place of the input.</param>
    internal void Visit(int place, Action<int, int> visit)
    {
        int axes = Input.Length;
        int[] start = new int[axes], tap = new int[axes];
        for (int axis = axes - 1; axis >= 0; axis--)
        {
            start[axis] = place % Output[axis] * Strides[axis] - Before[axis];
            place /= Output[axis];
        }

        int taps = Taps;
        for (int n = 0; n < taps; n++)
        {
            int from = 0;
            for (int axis = 0; axis < axes && from >= 0; axis++)
            {
                int at = start[axis] + tap[axis] * Dilations[axis];
                from = at < 0 || at >= Input[axis] ? -1 : from * Input[axis] + at;
            }

            if (from >= 0)
                visit(n, from);
            for (int axis = axes - 1; axis >= 0 && ++tap[axis] == Kernel[axis]; axis--)
                tap[axis] = 0;
        }
    }

    /// <summary>Taps of the window of one place that lie within the input or its padding.</summary>
    internal int PaddedTaps(int place)
    {
        int count = 1;
        for (int axis = Input.Length - 1; axis >= 0; axis--)
        {
            int start = place % Output[axis] * Strides[axis] - Before[axis], end = Input[axis] + After[axis], taps = 0;
            for (int tap = 0; tap < Kernel[axis]; tap++)
                taps += start + tap * Dilations[axis] < end ? 1 : 0;
            count *= taps;
            place /= Output[axis];
        }

        return count;
    }

    private static int[] Told(NodeCall call, string name, int count, int otherwise)
    {
        if (call.Node.Numbers(name) is not { Count: > 0 } told)
            return [.. Enumerable.Repeat(otherwise, count)];
        return told.Count == count && told.All(value => Math.Abs(value) < int.MaxValue / 2)
            ? [.. told.Select(value => (int)value)]
            : throw new OperatorException($"has {name} [{string.Join(", ", told)}], and needs {count} of them");
    }
}
