using Gatelight.Formats.Arrays;
using Gatelight.Formats.Onnx.Operators;
using Gatelight.Formats.Onnx.Running;
using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Formats.Onnx.Importing;

/// <summary>Nodes that take a part of an axis or join several.</summary>
internal static class PartLayers
{
    internal static SignalValue?[] Split(LayerCall call)
    {
        SignalValue x = call.Signal(0);
        int axis = NodeCall.Axis(call.Node.Number("axis", 0), x.Axes.Count), count = call.Node.Outputs.Count, size = FeaturesOn(x, axis);
        int chunk = (size + count - 1) / count;
        long[] sizes = call.Numbers("split", 1) ?? [.. Enumerable.Range(0, count).Select(n => (long)Math.Clamp(size - n * chunk, 0, chunk))];
        if (sizes.Length != count || sizes.Sum() != size)
            throw new NoLayerException($"cannot split {size} into [{string.Join(", ", sizes)}]");
        int start = 0;
        SignalValue?[] parts = new SignalValue?[count];
        for (int n = 0; n < count; n++)
        {
            if (call.Scope.IsRead(call.Node.Outputs[n]))
                parts[n] = Features(call, x, axis, start, (int)sizes[n], keeps: true);
            start += (int)sizes[n];
        }

        return parts;
    }

    internal static SignalValue Slice(LayerCall call)
    {
        SignalValue x = call.Signal(0);
        long[] starts = call.Numbers("starts", 1) ?? throw new NoLayerException("is not told where to start");
        long[] ends = call.Numbers("ends", 2) ?? throw new NoLayerException("is not told where to end");
        long[] axes = call.Numbers("axes", 3) ?? [.. Enumerable.Range(0, starts.Length).Select(axis => (long)axis)];
        long[] steps = call.Optional(4) is null ? [.. starts.Select(_ => 1L)] : (long[])call.Known(4).As(ElementType.I64).Data;
        for (int n = 0; n < starts.Length; n++)
            x = Slice(call, x, NodeCall.Axis(axes[n], x.Axes.Count), starts[n], ends[n], steps[n]);
        return x;
    }

    internal static SignalValue Gather(LayerCall call)
    {
        SignalValue x = call.Signal(0);
        NdArray places = call.Known(1);
        int axis = NodeCall.Axis(call.Node.Number("axis", 0), x.Axes.Count);
        if (places.Length != 1 || places.Rank > 1)
            throw new NoLayerException($"looks up {places} places, and one is needed");
        long place = ((long[])places.As(ElementType.I64).Data)[0];
        bool keeps = places.Rank == 1;
        if (axis == x.TimeAxis)
            return Step(call, x, axis, place, keeps);
        int size = FeaturesOn(x, axis);
        return Features(call, x, axis, NodeCall.Axis(place, size), 1, keeps);
    }

    internal static SignalValue Concat(LayerCall call)
    {
        SignalValue[] parts = [.. call.Inputs.Select((_, n) => call.Signal(n))];
        SignalValue first = parts[0];
        if (parts.Length == 1)
            return first;
        int axis = NodeCall.Axis(call.Node.Number("axis", 1), first.Axes.Count);
        foreach (SignalValue part in parts)
        {
            bool fits = part.Axes.Count == first.Axes.Count && part.IsSequence == first.IsSequence;
            for (int n = 0; fits && n < first.Axes.Count; n++)
                fits = n == axis || part.Axes[n].Select(atom => atom.Kind).SequenceEqual(first.Axes[n].Select(atom => atom.Kind));
            if (!fits || !IsOuter(part, axis))
                throw new NoLayerException($"joins {first.Layout} and {part.Layout} along axis {axis}, and features alone can be joined");
        }

        int width = parts.Sum(part => FeaturesOn(part, axis));
        GraphSource source = call.Add(new Concatenate(), [.. parts.Select(part => part.Source)]);
        return first.With(source, first.Axes.Select((atoms, n) => n == axis ? [Atom.Features(width)] : atoms));
    }

    internal static SignalValue Reduce(LayerCall call, int axesInput)
    {
        SignalValue x = call.Signal(0);
        long[] told = call.Node.Numbers("axes")?.ToArray() ?? (call.Optional(axesInput) is null ? [] : (long[])call.Known(axesInput).As(ElementType.I64).Data);
        bool keeps = call.Node.Number("keepdims", 1) != 0;
        int[] axes = NodeCall.Axes(told, x.Axes.Count);
        if (axes is not [var axis] || axis != x.TimeAxis)
            throw new NoLayerException($"reduces axes [{string.Join(", ", told)}] of {x.Layout}, and the steps alone can be");
        Layer layer = call.Node.Operator switch
        {
            "ReduceMean" => new GlobalAveragePooling1D(),
            "ReduceMax" => new GlobalMaxPooling1D(),
            _ => throw new NoLayerException("adds up steps, which no layer does; take their mean"),
        };
        return Without(x, call.Add(layer, x.Source), axis, keeps);
    }

    internal static SignalValue Without(SignalValue x, GraphSource source, int axis, bool keeps) => new(
        source, IsSequence: false,
        [.. x.Axes.Select((atoms, n) => n == axis ? [] : atoms).Where((_, n) => keeps || n != axis)]);

    private static SignalValue Slice(LayerCall call, SignalValue x, int axis, long start, long end, long step)
    {
        if (axis == x.TimeAxis)
        {
            int steps = x.Axes[axis][0].Size;
            if (step == 1 && start == 0 && (end >= int.MaxValue || (steps > 0 && end >= steps)))
                return x;
            if (step == 1 && (end == start + 1 || (start == -1 && (end >= int.MaxValue || (steps > 0 && end == steps)))))
                return Step(call, x, axis, start, keeps: true);
            if (step == 1 && steps > 0 && start == steps - 1 && end >= steps)
                return Step(call, x, axis, start, keeps: true);
            throw new NoLayerException($"takes steps {start} to {end}, and one step or all are needed");
        }

        if (x.Axes[axis].Any(atom => atom.Kind == AxisKind.Batch))
            return step == 1 && start == 0 && end >= int.MaxValue ? x : throw new NoLayerException("takes some of the samples");
        int size = FeaturesOn(x, axis);
        (int first, int count) = MovementOperators.Range(start, end, step, size);
        if (count == size && step == 1)
            return x;
        return step == 1 && count > 0 ? Features(call, x, axis, first, count, keeps: true) : throw new NoLayerException("takes features that do not lie side by side");
    }

    private static SignalValue Step(LayerCall call, SignalValue x, int axis, long index, bool keeps) =>
        Without(x, call.Add(new TakeStep((int)Math.Clamp(index, int.MinValue, int.MaxValue)), x.Source), axis, keeps);

    private static SignalValue Features(LayerCall call, SignalValue x, int axis, int start, int count, bool keeps)
    {
        if (!IsOuter(x, axis))
            throw new NoLayerException($"takes features of axis {axis} of {x.Layout} that do not lie side by side");
        int size = FeaturesOn(x, axis), inner = x.Width / Math.Max(1, size);
        GraphSource source = count == size ? x.Source : call.Add(new TakeFeatures(start * inner, count * inner), x.Source);
        IEnumerable<IReadOnlyList<Atom>> axes = x.Axes.Select((atoms, n) => n == axis ? count == 1 ? [] : [Atom.Features(count)] : atoms);
        return x.With(source, keeps ? axes : axes.Where((_, n) => n != axis));
    }

    private static int FeaturesOn(SignalValue x, int axis) => x.Axes[axis].All(atom => atom.Kind == AxisKind.Feature)
        ? x.Axes[axis].Aggregate(1, (product, atom) => product * atom.Size)
        : throw new NoLayerException($"cuts axis {axis} of {x.Layout}, and features alone can be cut");

    // The features of the first axis that has any lie side by side.
    private static bool IsOuter(SignalValue x, int axis) =>
        x.Axes.Take(axis).All(atoms => atoms.All(atom => atom.Kind != AxisKind.Feature || atom.Size == 1));
}
