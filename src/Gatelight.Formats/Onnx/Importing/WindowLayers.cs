using Gatelight.Formats.Arrays;
using Gatelight.Layers;
using Gatelight.Models;
using Padding = Gatelight.Layers.Padding;

namespace Gatelight.Formats.Onnx.Importing;

/// <summary>Convolutions and pooling over the steps; further axes may be there, of size 1.</summary>
internal static class WindowLayers
{
    internal static SignalValue Conv(LayerCall call)
    {
        SignalValue x = call.Signal(0);
        NdArray weight = call.Known(1);
        int spatial = SpatialAxis(x);
        if (weight.Rank != x.Axes.Count || call.Node.Number("group", 1) != 1 || weight.Shape[1] != x.Width)
            throw new NoLayerException($"convolves {x.Layout} with {weight}, and all features over the steps are needed");
        int[] kernel = [.. weight.Shape.Skip(2)];
        if (kernel.Where((_, n) => n != spatial).Any(size => size != 1))
            throw new NoLayerException($"has windows [{string.Join(", ", kernel)}] over more than the steps");
        int filters = weight.Shape[0], taps = kernel[spatial], depth = x.Width;
        int stride = Told(call, "strides", spatial, 1), dilation = Told(call, "dilations", spatial, 1);
        NdArray? bias = call.Optional(2) is null ? null : call.Known(2);
        if (bias is not null && bias.Length != filters)
            throw new NoLayerException($"adds {bias} to {filters} filters");
        Conv1D layer = new(filters, taps) { Stride = stride, Dilation = dilation, UseBias = bias is not null, Padding = PaddingOf(call, spatial, (taps - 1) * dilation, stride, mayBeCausal: true) };
        GraphSource source = call.Add(layer, x.Source, find =>
        {
            float[] values = weight.ToSingles();
            Span<float> to = find("weight").Span;
            for (int filter = 0; filter < filters; filter++)
            {
                for (int tap = 0; tap < taps; tap++)
                {
                    for (int channel = 0; channel < depth; channel++)
                        to[(filter * taps + tap) * depth + channel] = values[(filter * depth + channel) * taps + tap];
                }
            }

            bias?.ToSingles().CopyTo(find("bias").Span);
        });
        return Windowed(x, source, spatial, [Atom.Features(filters)], layer);
    }

    internal static SignalValue Pool(LayerCall call)
    {
        SignalValue x = call.Signal(0);
        int spatial = SpatialAxis(x);
        long[] kernel = [.. call.Node.Numbers("kernel_shape") ?? []];
        if (kernel.Length != x.Axes.Count - 2 || kernel.Where((_, n) => n != spatial).Any(size => size != 1) || call.Node.Number("ceil_mode", 0) != 0 || Told(call, "dilations", spatial, 1) != 1)
            throw new NoLayerException($"has windows [{string.Join(", ", kernel)}] over more than the steps, spread or cut at the end");
        int size = (int)kernel[spatial], stride = Told(call, "strides", spatial, 1);
        Padding padding = PaddingOf(call, spatial, size - 1, stride, mayBeCausal: false);
        if (padding != Padding.Valid && call.Node.Operator == "AveragePool" && call.Node.Number("count_include_pad", 0) != 0)
            throw new NoLayerException("counts padding among the steps");
        Layer layer = call.Node.Operator == "MaxPool" ? new MaxPooling1D(size) { Stride = stride, Padding = padding } : new AveragePooling1D(size) { Stride = stride, Padding = padding };
        return Windowed(x, call.Add(layer, x.Source), spatial, x.Axes[1], layer);
    }

    internal static SignalValue Global(LayerCall call)
    {
        SignalValue x = call.Signal(0);
        int spatial = SpatialAxis(x);
        Layer layer = call.Node.Operator == "GlobalMaxPool" ? new GlobalMaxPooling1D() : new GlobalAveragePooling1D();
        return PartLayers.Without(x, call.Add(layer, x.Source), spatial + 2, keeps: true);
    }

    // Which of the axes behind samples and features has the steps.
    private static int SpatialAxis(SignalValue x)
    {
        bool fits = x.IsSequence && x.Axes.Count >= 3 && x.Axes[0] is [{ Kind: AxisKind.Batch }] && x.FeatureAxis == 1 && x.TimeAxis >= 2;
        for (int axis = 2; fits && axis < x.Axes.Count; axis++)
            fits = axis == x.TimeAxis || x.Axes[axis].Count == 0;
        return fits ? x.TimeAxis - 2 : throw new NoLayerException($"reads {x.Layout}, and samples, features and steps are needed");
    }

    private static int Told(LayerCall call, string name, int axis, int otherwise) =>
        call.Node.Numbers(name) is { Count: > 0 } told && axis < told.Count ? (int)Math.Clamp(told[axis], 0, int.MaxValue) : otherwise;

    private static Padding PaddingOf(LayerCall call, int spatial, int reach, int stride, bool mayBeCausal)
    {
        string auto = call.Node.Text("auto_pad", "NOTSET");
        long[] pads = [.. call.Node.Numbers("pads") ?? []];
        int axes = pads.Length / 2;
        long before = pads.Length == 0 ? 0 : pads[spatial], after = pads.Length == 0 ? 0 : pads[spatial + axes];
        if (pads.Where((_, n) => n != spatial && n != spatial + axes).Any(pad => pad != 0))
            throw new NoLayerException("pads more than the steps");
        if (auto == "VALID" || (auto == "NOTSET" && before == 0 && after == 0))
            return Padding.Valid;
        if (auto == "SAME_UPPER" || (auto == "NOTSET" && stride == 1 && before == reach / 2 && after == reach - reach / 2))
            return Padding.Same;
        if (mayBeCausal && stride == 1 && before == reach && after == 0)
            return Padding.Causal;
        throw new NoLayerException($"pads the steps by {before} and {after}; 0, alike at both ends, or at the start alone can be said");
    }

    private static SignalValue Windowed(SignalValue x, GraphSource source, int spatial, IReadOnlyList<Atom> features, Layer layer)
    {
        int steps = x.Axes[spatial + 2][0].Size;
        int left = steps == 0 ? 0 : layer.OutputShape([LayerShape.Sequence(x.Width, 0, steps)]).Steps;
        return x.With(source, x.Axes.Select<IReadOnlyList<Atom>, IReadOnlyList<Atom>>((atoms, axis) => axis == 1 ? features : axis == spatial + 2 ? [new Atom(AxisKind.Time, left)] : atoms));
    }
}
