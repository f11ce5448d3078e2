using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Formats.Keras;

/// <summary>Keras' layers that move values to other dimensions.</summary>
internal static class KerasShapes
{
    internal static IEnumerable<KerasLayerKind> Kinds =>
    [
        new("Flatten", MaskUse.Ignores, Flatten, nameof(Layers.Flatten)), new("Reshape", MaskUse.Ignores, Reshape, nameof(Layers.Reshape)),
        new("Permute", MaskUse.Ignores, Permute, nameof(Layers.Permute)), new("RepeatVector", MaskUse.Ignores, Repeat, nameof(RepeatVector)),
        new("Cropping1D", MaskUse.Ignores, Crop, nameof(TakeFeatures)), new("ZeroPadding1D", MaskUse.Ignores, Pad, nameof(Concatenate)), new("UpSampling1D", MaskUse.Ignores, Stretch, nameof(Concatenate)),
    ];

    /// <summary>A tensor of one dimension as a vector.</summary>
    internal static GraphSource Vector(KerasBuild build, KerasLayer layer, KerasTensor input)
    {
        GraphSource source = build.Whole(input);
        if (!build.ShapeOf(source).IsSequence)
            return source;
        CheckFixed(layer, input);
        return build.Add(layer.Name + "_vector", new Flatten(), source);
    }

    /// <summary>A tensor of one dimension as a sequence of numbers.</summary>
    internal static GraphSource Tokens(KerasBuild build, KerasLayer layer, KerasTensor input)
    {
        GraphSource source = build.Whole(input);
        if (build.ShapeOf(source).IsSequence)
            return source;
        CheckFixed(layer, input);
        return build.Add(layer.Name + "_steps", new Reshape(input.Dims[0]!.Value, 1), source);
    }

    /// <summary>Time and features swapped, for layers whose features come first.</summary>
    internal static KerasTensor Swap(KerasBuild build, KerasLayer layer, KerasTensor input, string name)
    {
        if (input.Dims.Length != 2)
            throw layer.Problem($"swaps the two dimensions of a sequence, and reads {input.Shape}");
        CheckFixed(layer, input);
        return new KerasTensor([input.Dims[1], input.Dims[0]], build.Add(name, new Permute(), build.Whole(input)));
    }

    /// <summary>The values of a sample in other dimensions, in the same order.</summary>
    internal static KerasTensor Cut(KerasBuild build, KerasLayer layer, KerasTensor input, int?[] dims)
    {
        GraphSource source = build.Whole(input);
        LayerShape from = build.ShapeOf(source);
        long width = dims[1..].Aggregate(1L, (product, size) => Math.Min(product * size!.Value, int.MaxValue));
        bool isSequence = dims.Length > 1;
        if (isSequence && from.IsSequence && from.Width == width && (from.Steps == (dims[0] ?? 0)))
            return new KerasTensor(dims, source);
        CheckFixed(layer, input);
        if (!isSequence)
            return new KerasTensor(dims, from.IsSequence ? build.Add(layer.Name, new Flatten(), source) : source);
        return new KerasTensor(dims, build.Add(layer.Name, new Reshape(dims[0]!.Value, (int)width), source));
    }

    internal static void CheckFixed(KerasLayer layer, KerasTensor input)
    {
        if (input.Dims.Any(size => size is null))
            throw layer.Problem($"reads {input.Shape}, whose number of steps is not fixed", "give the model's input a fixed number of steps.");
    }

    private static KerasTensor[] Flatten(KerasBuild build, KerasLayer layer, KerasTensor[] inputs)
    {
        KerasTensor input = KerasDense.Single(layer, inputs);
        int kept = layer.AxisShift;
        if (kept > 0)
            return [input with { Dims = [.. input.Dims[..kept], Product(layer, input, input.Dims[kept..])] }];
        if (layer.Config.Text("data_format") == "channels_first" && input.Dims.Length > 1)
            input = Swap(build, layer, input, layer.Name + "_swapped");
        return [Cut(build, layer, input, [Product(layer, input, input.Dims)])];
    }

    private static KerasTensor[] Reshape(KerasBuild build, KerasLayer layer, KerasTensor[] inputs)
    {
        KerasTensor input = KerasDense.Single(layer, inputs);
        int kept = layer.AxisShift;
        int?[] from = input.Dims[kept..];
        int?[] target = layer.Config.Wholes("target_shape", "dims") ?? throw layer.Problem("does not say its target_shape", "save the model again.");
        int free = Array.FindIndex(target, size => size is null or -1);
        if (target.Length == 0 || target.Count(size => size is null or -1) > 1 || target.Any(size => size is 0 or < -1))
            throw layer.Problem("has a target_shape that is none", "save the model again.");
        if (from.Any(size => size is null))
        {
            // With free steps only the features may be cut anew.
            long before = from[1..].Aggregate(1L, (product, size) => product * (size ?? 0)), after = target[1..].Aggregate(1L, (product, size) => product * Math.Max(0, size ?? 0));
            if (kept > 0 || free != 0 || before != after || before == 0)
                throw layer.Problem($"reads {input.Shape}, whose number of steps is not fixed", "give the model's input a fixed number of steps.");
            return [new KerasTensor([null, .. target[1..]], build.Whole(input))];
        }

        long size = Product(layer, input, from)!.Value, known = target.Aggregate(1L, (product, part) => Math.Min(int.MaxValue, product * (part is null or -1 ? 1 : part.Value)));
        if (free >= 0)
            target[free] = (int)(size / known);
        if (known * (free >= 0 ? target[free]!.Value : 1) != size)
            throw layer.Problem($"cannot cut {input.Shape} into [{string.Join(", ", target)}]", "save the model again.");
        return kept > 0 ? [input with { Dims = [.. input.Dims[..kept], .. target] }] : [Cut(build, layer, input, target)];
    }

    private static KerasTensor[] Permute(KerasBuild build, KerasLayer layer, KerasTensor[] inputs)
    {
        KerasTensor input = KerasDense.Single(layer, inputs);
        int?[] order = layer.Config.Wholes("dims") ?? [];
        if (order.Length != input.Dims.Length || !order.Order().SequenceEqual(Enumerable.Range(1, order.Length).Select(axis => (int?)axis)))
            throw layer.Problem($"has dims [{string.Join(", ", order)}], which are not those of {input.Shape}", "save the model again.");
        if (order.SequenceEqual(order.Order()))
            return [input];
        return order.Length == 2 ? [Swap(build, layer, input, layer.Name)] : throw layer.Problem($"moves more than two dimensions, {input.Shape}", "keep sequences [B, T, D].");
    }

    private static KerasTensor[] Repeat(KerasBuild build, KerasLayer layer, KerasTensor[] inputs)
    {
        KerasTensor input = KerasDense.Single(layer, inputs);
        if (input.Dims.Length != 1)
            throw layer.Problem($"repeats a vector [B, D], and reads {input.Shape}");
        int count = layer.Config.Size("n");
        return [new KerasTensor([count, input.Dims[0]], build.Add(layer.Name, new RepeatVector(count), Vector(build, layer, input)))];
    }

    // Steps side by side are features, of which some are taken.
    private static KerasTensor[] Crop(KerasBuild build, KerasLayer layer, KerasTensor[] inputs)
    {
        (KerasTensor input, int steps, int width) = Fixed(layer, inputs);
        (int before, int behind) = Ends(layer, "cropping");
        int left = steps - before - behind;
        if (left < 1)
            throw layer.Problem($"crops all {steps} steps");
        KerasTensor flat = Cut(build, layer with { Name = layer.Name + "_flat" }, input, [steps * width]);
        flat = new KerasTensor([left * width], build.Add(layer.Name, new TakeFeatures(before * width, left * width), flat.Whole!.Value));
        return [Cut(build, layer with { Name = layer.Name + "_steps" }, flat, [left, .. input.Dims[1..]])];
    }

    private static KerasTensor[] Pad(KerasBuild build, KerasLayer layer, KerasTensor[] inputs)
    {
        (KerasTensor input, int steps, int width) = Fixed(layer, inputs);
        (int before, int behind) = Ends(layer, "padding");
        GraphSource flat = Cut(build, layer with { Name = layer.Name + "_flat" }, input, [steps * width]).Whole!.Value;
        GraphSource zeros = build.Add(layer.Name + "_zeros", new Activate(new ActivationFunction(Activation.Affine, 0, 0)), flat);
        GraphSource[] parts = [.. Zeros(before), flat, .. Zeros(behind)];
        int count = steps + before + behind;
        KerasTensor joined = new([count * width], parts.Length == 1 ? flat : build.Add(layer.Name, new Concatenate(), parts));
        return [Cut(build, layer with { Name = layer.Name + "_steps" }, joined, [count, .. input.Dims[1..]])];

        IEnumerable<GraphSource> Zeros(int padding)
        {
            for (int left = padding; left > 0; left -= steps)
                yield return left >= steps ? zeros : build.Add(layer.Name + "_part", new TakeFeatures(0, left * width), zeros);
        }
    }

    private static KerasTensor[] Stretch(KerasBuild build, KerasLayer layer, KerasTensor[] inputs)
    {
        (KerasTensor input, int steps, int width) = Fixed(layer, inputs);
        int size = layer.Config.OptionalSize("size", "length") ?? 2;
        if (size == 1)
            return [input];
        if (size > 1 << 12)
            throw layer.Problem($"repeats each step {size} times");
        GraphSource repeated = build.Add(layer.Name, new Concatenate(), [.. Enumerable.Repeat(build.Whole(input), size)]);
        return [Cut(build, layer with { Name = layer.Name + "_steps" }, new KerasTensor([steps, size * width], repeated), [checked(steps * size), .. input.Dims[1..]])];
    }

    private static (KerasTensor Input, int Steps, int Width) Fixed(KerasLayer layer, KerasTensor[] inputs)
    {
        KerasTensor input = KerasDense.Single(layer, inputs);
        if (input.Dims.Length < 2)
            throw layer.Problem($"reads sequences [B, T, D], not {input.Shape}");
        CheckFixed(layer, input);
        return (input, input.Dims[0]!.Value, input.Dims[1..].Aggregate(1, (product, size) => checked(product * size!.Value)));
    }

    private static (int Before, int Behind) Ends(KerasLayer layer, string option)
    {
        int?[] ends = layer.Config.Wholes(option) ?? [1, 1];
        int before = ends.Length > 0 ? ends[0] ?? -1 : -1, behind = ends.Length > 1 ? ends[1] ?? -1 : before;
        return before is >= 0 and < 1 << 16 && behind is >= 0 and < 1 << 16 ? (before, behind) : throw layer.Problem($"has a {option} that makes no sense", "save the model again.");
    }

    private static int? Product(KerasLayer layer, KerasTensor input, int?[] dims)
    {
        long product = 1;
        foreach (int? size in dims)
        {
            if (size is null)
                throw layer.Problem($"reads {input.Shape}, whose number of steps is not fixed", "give the model's input a fixed number of steps.");
            product = Math.Min(int.MaxValue, product * size.Value);
        }

        return (int)product;
    }
}
