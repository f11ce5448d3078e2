using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Formats.Keras;

/// <summary>Keras' layers that join several inputs.</summary>
internal static class KerasMerges
{
    // Values repeated to meet a wider input become one source each.
    private const int MostRepeats = 1 << 12;

    internal static IEnumerable<KerasLayerKind> Kinds =>
    [
        Merge("Add", new Add()), Merge("Subtract", new Subtract()), Merge("Multiply", new Multiply()), Merge("Average", new Average()), Merge("Maximum", new Maximum()), Merge("Minimum", new Minimum()),
        new("Concatenate", MaskUse.PassesOn, Concatenate, nameof(Layers.Concatenate)), new("Dot", MaskUse.Ignores, Dot, nameof(Layers.Dot)), new("Merge", MaskUse.PassesOn, Old, "Add, Multiply, Concatenate, ..."),
    ];

    /// <summary>Joins inputs of one shape, or of shapes that stretch to one.</summary>
    internal static KerasTensor[] Join(KerasBuild build, KerasLayer layer, Layer merge, KerasTensor[] inputs)
    {
        if (inputs.Length == 0)
            throw layer.Problem("joins nothing");
        if (inputs.Length == 1)
            return inputs;
        bool joins = merge is Layers.Concatenate;
        int?[] dims = joins ? inputs[0].Dims : Stretched(layer, inputs);
        KerasMask? mask = inputs.Select(input => input.Mask).FirstOrDefault(found => found is not null);
        bool isLive = mask is not null && !layer.NeedsWhole && inputs.All(input => input.Mask is not null && input.Dims.Length > 1);
        var sources = new GraphSource[inputs.Length];
        for (int n = 0; n < inputs.Length; n++)
            sources[n] = isLive ? build.Live(inputs[n]) : Plain(build, layer, inputs[n]);
        if (!joins)
        {
            for (int n = 0; n < inputs.Length; n++)
                sources[n] = Stretch(build, layer, sources[n], inputs[n].Dims, dims);
        }

        GraphSource axis = sources.FirstOrDefault(source => build.ShapeOf(source).IsSequence, sources[0]);
        for (int n = 0; n < sources.Length; n++)
        {
            if (build.ShapeOf(sources[n]).IsSequence && build.ShapeOf(sources[n]).Axis != build.ShapeOf(axis).Axis)
                sources[n] = build.Add(layer.Name + "_aligned", new AlignSteps(), [sources[n], axis]);
        }

        GraphSource output = build.Add(layer.Name, merge, sources);
        if (joins)
            dims = [.. inputs[0].Dims[..^1], inputs.Sum(input => input.Dims[^1]!.Value)];
        KerasTensor first = inputs.First(input => input.Mask == mask);
        return [isLive ? new KerasTensor(dims, Whole: null, output, mask, first.Fill) : new KerasTensor(dims, output, Live: null, dims.Length > 1 ? mask : null)];
    }

    private static KerasLayerKind Merge(string name, Layer merge) => new(name, MaskUse.PassesOn, (build, layer, inputs) => Join(build, layer, merge, inputs), merge.Kind);

    private static KerasTensor[] Concatenate(KerasBuild build, KerasLayer layer, KerasTensor[] inputs)
    {
        int rank = inputs.Length == 0 ? 0 : inputs[0].Dims.Length;
        if (inputs.Any(input => input.Dims.Length != rank || input.Dims[^1] is null && rank > 1))
            throw layer.Problem($"joins {string.Join(" and ", inputs.Select(input => input.Shape))}", "give all inputs as many dimensions.");
        int axis = layer.Config.Whole("axis", "concat_axis") ?? -1;
        axis = axis < 0 ? axis + rank + 1 : axis;
        if (axis == rank)
        {
            if (rank > 2 && inputs.Any(input => input.Dims[1..^1].Any(size => size != 1)))
                throw layer.Problem($"joins the last of many dimensions, {inputs[0].Shape}", "flatten them into features.");
            if (rank > 1 && inputs.Any(input => input.Dims[0] != inputs[0].Dims[0] && input.Dims[0] is not null && inputs[0].Dims[0] is not null))
                throw layer.Problem($"joins {string.Join(" and ", inputs.Select(input => input.Shape))}", "give all inputs as many steps.");
            return Join(build, layer, new Concatenate(), inputs);
        }

        if (axis != 1)
            throw layer.Problem($"joins along axis {axis} of {inputs[0].Shape}", "join steps or features.");
        // Steps one behind the other: as vectors they are features.
        foreach (KerasTensor input in inputs)
            KerasShapes.CheckFixed(layer, input);
        int?[] tail = inputs[0].Dims[1..];
        if (inputs.Any(input => !input.Dims.AsSpan(1).SequenceEqual(tail)))
            throw layer.Problem($"joins {string.Join(" and ", inputs.Select(input => input.Shape))}", "give all inputs as many features.");
        int width = tail.Aggregate(1, (product, size) => checked(product * size!.Value));
        KerasTensor[] flat = [.. inputs.Select((input, n) => KerasShapes.Cut(build, layer with { Name = FormattableString.Invariant($"{layer.Name}_flat_{n}") }, input, [input.Dims[0] * width]))];
        KerasTensor joined = Join(build, layer, new Concatenate(), flat)[0];
        return [KerasShapes.Cut(build, layer with { Name = layer.Name + "_steps" }, joined, [inputs.Sum(input => input.Dims[0]), .. tail])];
    }

    private static KerasTensor[] Dot(KerasBuild build, KerasLayer layer, KerasTensor[] inputs)
    {
        if (inputs.Length != 2)
            throw layer.Problem($"multiplies two inputs, not {inputs.Length}");
        if (layer.Config.Flag(false, "normalize") || layer.Config.Text("mode") == "cos")
            throw layer.Problem("takes cosines (normalize)", "turn normalize off.");
        int?[] axes = layer.Config.Wholes("axes", "dot_axes") ?? [-1];
        if (inputs.Any(input => input.Dims.Length != 1) || axes.Any(axis => axis is not (1 or -1)))
            throw layer.Problem($"multiplies {inputs[0].Shape} and {inputs[1].Shape} along axes [{string.Join(", ", axes)}]", "multiply vectors [B, D], or use an Attention layer.");
        return [new KerasTensor([1], build.Add(layer.Name, new Dot(), [.. inputs.Select(input => KerasShapes.Vector(build, layer, input))]))];
    }

    private static KerasTensor[] Old(KerasBuild build, KerasLayer layer, KerasTensor[] inputs) => (layer.Config.Text("mode") ?? "sum") switch
    {
        "sum" => Join(build, layer, new Add(), inputs),
        "mul" => Join(build, layer, new Multiply(), inputs),
        "ave" => Join(build, layer, new Average(), inputs),
        "max" => Join(build, layer, new Maximum(), inputs),
        "concat" => Concatenate(build, layer, inputs),
        "dot" or "cos" => Dot(build, layer, inputs),
        var mode => throw layer.Problem($"has the mode {Gatelight.Data.OneLine.Of(mode)}"),
    };

    private static GraphSource Plain(KerasBuild build, KerasLayer layer, KerasTensor input) => input.Dims.Length == 1 ? KerasShapes.Vector(build, layer, input) : build.Whole(input);

    private static int?[] Stretched(KerasLayer layer, KerasTensor[] inputs)
    {
        int rank = inputs.Max(input => input.Dims.Length);
        int?[] dims = [.. Enumerable.Repeat((int?)1, rank)];
        foreach (KerasTensor input in inputs)
        {
            for (int n = 1; n <= input.Dims.Length; n++)
            {
                int? size = input.Dims[^n];
                if (dims[^n] == 1)
                    dims[^n] = size;
                else if (size is not null and not 1 && dims[^n] is not null && size != dims[^n])
                    throw layer.Problem($"joins {string.Join(" and ", inputs.Select(each => each.Shape))}", "give all inputs one shape.");
                else
                    dims[^n] ??= size == 1 ? null : size;
            }
        }

        return dims;
    }

    private static GraphSource Stretch(KerasBuild build, KerasLayer layer, GraphSource source, int?[] from, int?[] to)
    {
        if (from.Length == to.Length && from.Zip(to).All(pair => pair.First == pair.Second || pair.First is null || pair.Second is null))
            return source;
        int width = to[1..].Aggregate(1, (product, size) => checked(product * (size ?? 1))), own = build.ShapeOf(source).Width;
        if (to.Length > 2 || (from[^1] != to[^1] && from[^1] != 1) || to[^1] is not int features || features > MostRepeats)
            throw layer.Problem($"stretches [{string.Join(", ", from)}] to [{string.Join(", ", to)}]", "give all inputs one shape.");
        if (to.Length == 1)
            width = features;
        if (own == 1 && width > 1)
            source = build.Add(layer.Name + "_repeated", new Concatenate(), [.. Enumerable.Repeat(source, width)]);
        bool isOneStep = from.Length < to.Length || (from.Length > 1 && from[0] == 1);
        if (to.Length == 1 || !isOneStep || to[0] == 1 && from.Length == to.Length)
            return source;
        if (build.ShapeOf(source).IsSequence)
            source = build.Add(layer.Name + "_step", new Flatten(), source);
        return to[0] is { } steps
            ? build.Add(layer.Name + "_every_step", new RepeatVector(steps), source)
            : throw layer.Problem("stretches a vector over a number of steps that is not fixed", "give the model's input a fixed number of steps.");
    }
}
