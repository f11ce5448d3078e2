using Gatelight.Formats.Arrays;
using Gatelight.Formats.Onnx.Running;
using Gatelight.Models;

namespace Gatelight.Formats.Onnx.Importing;

/// <summary>Nodes that compute shapes, or move axes without moving a value: they fold away.</summary>
internal static class ShapeLayers
{
    internal static LayerValue ShapeOf(LayerCall call)
    {
        SignalValue x = call.Signal(0);
        int rank = x.Axes.Count;
        int start = (int)Math.Clamp(Wrap(call.Node.Number("start", 0)), 0, rank), end = (int)Math.Clamp(Wrap(call.Node.Number("end", rank)), 0, rank);
        return Simplify(new ShapeValue([.. x.Axes.Skip(start).Take(Math.Max(0, end - start)).Select(Size)]));

        long Wrap(long axis) => axis < 0 ? axis + rank : axis;
    }

    /// <summary>Operators on shapes; null where the node is not about one.</summary>
    internal static LayerValue? Compute(LayerCall call)
    {
        if (!call.Inputs.Any(input => input is ShapeValue) || call.Inputs.Any(input => input is not (null or ShapeValue or KnownValue or FilledValue)))
            return null;
        switch (call.Node.Operator)
        {
            case "Cast" or "Identity":
                return call.Inputs[0];
            case "Gather":
                return Places(Shape(call.Inputs[0]), call.Known(1));
            case "Unsqueeze":
                return Shape(call.Inputs[0]) with { IsSingle = false };
            case "Squeeze":
                return Shape(call.Inputs[0]) with { IsSingle = true };
            case "Reshape":
                return Shape(call.Inputs[0]) with { IsSingle = false };
            case "Concat":
                return Simplify(new ShapeValue([.. call.Inputs.SelectMany(input => Shape(input).Sizes)]));
            case "Slice":
                return Part(
                    Shape(call.Inputs[0]),
                    call.Numbers("starts", 1) ?? throw new NoLayerException("is not told where to start"),
                    call.Numbers("ends", 2) ?? throw new NoLayerException("is not told where to end"));
            case "ConstantOfShape":
                return new FilledValue(call.Node.Find("value")?.Tensor ?? NdArray.Of([0f], 1));
            case "Expand" when call.Inputs[0] is KnownValue { Array: var array } && IsConstant(array):
                return new FilledValue(array.Length == 0 ? NdArray.Of([0f], 1) : new NdArray(ArrayMoves.Gather(array.Data, [0], [1]), 1));
            case "Expand" when call.Inputs[0] is FilledValue:
                return call.Inputs[0];
            default:
                throw new NoLayerException("computes with the sizes of its input, which layers do not");
        }
    }

    internal static SignalValue Transpose(LayerCall call)
    {
        SignalValue x = call.Signal(0);
        int rank = x.Axes.Count;
        int[] order = call.Node.Numbers("perm") is { } told ? [.. told.Select(axis => NodeCall.Axis(axis, rank))] : [.. Enumerable.Range(0, rank).Reverse()];
        SignalValue turned = x.With(order.Select(axis => x.Axes[axis]));
        int[] features = [.. order.Where(axis => x.Axes[axis].Any(atom => atom is { Kind: AxisKind.Feature, Size: > 1 }))];
        return features.Zip(features.Skip(1)).All(pair => pair.First < pair.Second)
            ? turned
            : throw new NoLayerException($"turns features around: {x.Layout} to {turned.Layout}");
    }

    internal static SignalValue Squeeze(LayerCall call)
    {
        SignalValue x = call.Signal(0);
        int[] axes = call.Numbers("axes", 1) is { } told
            ? NodeCall.Axes(told, x.Axes.Count)
            : [.. Enumerable.Range(0, x.Axes.Count).Where(axis => x.Axes[axis].All(atom => atom.Size == 1))];
        foreach (int axis in axes)
        {
            if (x.Axes[axis].Any(atom => atom.Kind != AxisKind.Feature || atom.Size != 1))
                throw new NoLayerException($"takes away axis {axis} of {x.Layout}, which holds samples or steps");
        }

        return x.With(x.Axes.Where((_, axis) => !axes.Contains(axis)));
    }

    internal static SignalValue Unsqueeze(LayerCall call)
    {
        SignalValue x = call.Signal(0);
        long[] told = call.Numbers("axes", 1) ?? throw new NoLayerException("is not told its axes");
        int rank = x.Axes.Count + told.Length, next = 0;
        int[] axes = NodeCall.Axes(told, rank);
        if (axes.Distinct().Count() != told.Length)
            throw new NoLayerException("is told an axis twice");
        return x.With([.. Enumerable.Range(0, rank).Select(axis => axes.Contains(axis) ? [] : x.Axes[next++])]);
    }

    internal static SignalValue Flatten(LayerCall call)
    {
        SignalValue x = call.Signal(0);
        long told = call.Node.Number("axis", 1);
        int axis = (int)(told < 0 ? told + x.Axes.Count : told);
        Atom[] outer = [.. x.Axes.Take(axis).SelectMany(atoms => atoms)], inner = [.. x.Axes.Skip(axis).SelectMany(atoms => atoms)];
        return WithoutTime(call, x, [outer, inner]);
    }

    internal static SignalValue Reshape(LayerCall call)
    {
        SignalValue x = call.Signal(0);
        Atom[] wanted = call.Optional(1) switch
        {
            KnownValue known => [.. ((long[])known.Array.As(ElementType.I64).Data).Select(size => new Atom(AxisKind.Unknown, (int)Math.Clamp(size, -1, int.MaxValue)))],
            ShapeValue shape => [.. shape.Sizes],
            _ => throw new NoLayerException("has a shape that is not known"),
        };
        return WithoutTime(call, x, AxisCutter.Cut(x, wanted));
    }

    // Steps among the features of one axis are a vector of all of them, which is a layer of its own.
    private static SignalValue WithoutTime(LayerCall call, SignalValue x, IReadOnlyList<IReadOnlyList<Atom>> axes)
    {
        int mixed = -1;
        for (int axis = 0; axis < axes.Count; axis++)
        {
            if (axes[axis].Any(atom => atom.Kind == AxisKind.Time) && axes[axis].Any(atom => atom.Kind == AxisKind.Feature))
                mixed = axis;
        }

        if (mixed < 0)
            return x.With(axes);
        Atom time = axes[mixed].First(atom => atom.Kind == AxisKind.Time);
        if (time.Size == 0 || axes[mixed][0].Kind != AxisKind.Time || axes[mixed].Any(atom => atom.Kind == AxisKind.Batch))
            throw new NoLayerException($"mixes samples, steps and features of {x.Layout}; export the model with a fixed number of steps");
        GraphSource flat = call.Add(new Layers.Flatten(), x.Source);
        return new SignalValue(flat, IsSequence: false, [.. axes.Select((atoms, axis) => axis == mixed ? [Atom.Features(time.Size * x.Width)] : atoms)]);
    }

    private static LayerValue Places(ShapeValue shape, NdArray places)
    {
        long[] at = (long[])places.As(ElementType.I64).Data;
        return Simplify(new ShapeValue([.. at.Select(place => shape.Sizes[NodeCall.Axis(place, shape.Sizes.Count)])], places.Rank == 0));
    }

    private static LayerValue Part(ShapeValue shape, long[] starts, long[] ends)
    {
        if (starts.Length != 1 || ends.Length != 1)
            throw new NoLayerException("cuts a shape along other than one axis");
        (int start, int count) = Operators.MovementOperators.Range(starts[0], ends[0], 1, shape.Sizes.Count);
        return Simplify(new ShapeValue([.. shape.Sizes.Skip(start).Take(count)]));
    }

    private static Atom Size(IReadOnlyList<Atom> atoms) => atoms switch
    {
        [] => new Atom(AxisKind.Feature, 1),
        [var one] => one,
        _ when atoms.All(atom => atom.Kind == AxisKind.Feature) => Atom.Features(atoms.Aggregate(1, (product, atom) => checked(product * atom.Size))),
        _ => throw new NoLayerException("asks for the size of an axis that samples and steps share"),
    };

    private static ShapeValue Shape(LayerValue? value) => value switch
    {
        ShapeValue shape => shape,
        KnownValue known => new ShapeValue([.. ((long[])known.Array.As(ElementType.I64).Data).Select(size => new Atom(AxisKind.Unknown, (int)Math.Clamp(size, -1, int.MaxValue)))], known.Array.Rank == 0),
        _ => throw new NoLayerException("computes with the sizes of its input, which layers do not"),
    };

    // A shape of nothing but fixed sizes is a known array like any other.
    private static LayerValue Simplify(ShapeValue shape)
    {
        if (shape.Sizes.Any(atom => atom.Kind is AxisKind.Batch or AxisKind.Time))
            return shape;
        long[] sizes = [.. shape.Sizes.Select(atom => (long)atom.Size)];
        return new KnownValue(shape.IsSingle ? NdArray.Of(sizes) : NdArray.Of(sizes, sizes.Length));
    }

    private static bool IsConstant(NdArray array)
    {
        double[] values = (double[])array.As(ElementType.F64).Data;
        return values.All(value => value.Equals(values[0]));
    }
}
