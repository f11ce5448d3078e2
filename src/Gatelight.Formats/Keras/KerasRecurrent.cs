using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Formats.Keras;

/// <summary>Keras' recurrent layers.</summary>
internal static class KerasRecurrent
{
    internal static IEnumerable<KerasLayerKind> Kinds =>
    [
        new("LSTM", MaskUse.Obeys, Recurrent, nameof(Lstm)), new("GRU", MaskUse.Obeys, Recurrent, nameof(Gru)), new("SimpleRNN", MaskUse.Obeys, Recurrent, nameof(SimpleRnn)),
        new("CuDNNLSTM", MaskUse.Obeys, Recurrent, nameof(Lstm)), new("CuDNNGRU", MaskUse.Obeys, Recurrent, nameof(Gru)),
        new("RNN", MaskUse.Obeys, Wrapped, "Lstm, Gru, SimpleRnn"), new("Bidirectional", MaskUse.Obeys, Both, nameof(Bidirectional)),
    ];

    private static KerasTensor[] Recurrent(KerasBuild build, KerasLayer layer, KerasTensor[] inputs)
    {
        KerasCell cell = KerasCell.Read(build, layer, Features(layer, inputs[0]), layer.Weights.Arrays("cell"));
        return Place(build, layer, cell, inputs, layer.Name);
    }

    // A layer around a cell, or around cells that are stacked.
    private static KerasTensor[] Wrapped(KerasBuild build, KerasLayer layer, KerasTensor[] inputs)
    {
        KerasLayer cell = layer.Inner("cell", layer.Name, layer.Weights.Inner("cell"));
        if (cell.Kind != "StackedRNNCells")
            return Place(build, layer, KerasCell.Read(build, cell, Features(layer, inputs[0]), cell.Weights.Arrays()), inputs, layer.Name);
        if (inputs.Length > 1 || layer.Config.Flag(false, "return_state") || layer.Config.Flag(false, "go_backwards"))
            throw layer.Problem("stacks cells and gives or takes their states, or goes backwards", "write it as layers one behind the other.");
        if (cell.Config["cells"] is not { ValueKind: System.Text.Json.JsonValueKind.Array } cells || cells.GetArrayLength() is < 1 or > 64)
            throw layer.Problem("stacks no cells");
        KerasTensor[] sequence = inputs;
        int count = cells.GetArrayLength();
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        for (int n = 0; n < count; n++)
        {
            KerasLayer one = cell.Held(cells[n], n == count - 1 ? layer.Name : FormattableString.Invariant($"{layer.Name}_cell_{n}"), cell.Weights);
            string path = PathKerasWeights.PathName(one.Kind);
            int number = numbers[path] = numbers.GetValueOrDefault(path, -1) + 1;
            IReadOnlyList<KerasArray> arrays = cell.Weights.Inner("cells", n, count).Arrays(number == 0 ? path : FormattableString.Invariant($"{path}_{number}"));
            KerasCell read = KerasCell.Read(build, one, Features(layer, sequence[0]), arrays);
            sequence = Place(build, layer, read, sequence, one.Name, returnSequences: n < count - 1 || layer.Config.Flag(false, "return_sequences"));
        }

        return sequence;
    }

    private static KerasTensor[] Place(KerasBuild build, KerasLayer layer, KerasCell cell, KerasTensor[] inputs, string name, bool? returnSequences = null)
    {
        KerasConfig config = layer.Config;
        bool backwards = config.Flag(false, "go_backwards"), all = returnSequences ?? config.Flag(false, "return_sequences");
        GraphSource source = Input(build, layer, inputs[0]);
        if (backwards && all)
        {
            // Keras gives the steps in the order in which they were read.
            source = build.Add(name + "_reversed", new ReverseSteps(), source);
            backwards = false;
        }

        RecurrentLayer made = cell.Layer with { ReturnSequences = all, ReturnState = config.Flag(false, "return_state"), GoBackwards = backwards };
        GraphSource output = build.Add(name, made, [source, .. States(build, layer, inputs)], [.. cell.Fills]);
        KerasTensor first = Output(layer, inputs[0], output, made, made.StateSizes[0]);
        return made.ReturnState ? [first, .. made.StateSizes.Select((size, n) => new KerasTensor([size], output with { Output = 1 + n }))] : [first];
    }

    private static KerasTensor[] Both(KerasBuild build, KerasLayer layer, KerasTensor[] inputs)
    {
        KerasLayer forward = layer.Inner("layer", layer.Name, layer.Weights.Inner("forward_layer", 0, 2));
        KerasLayer backward = layer.Config["backward_layer"] is null
            ? forward with { Weights = layer.Weights.Inner("backward_layer", 1, 2) }
            : layer.Inner("backward_layer", layer.Name, layer.Weights.Inner("backward_layer", 1, 2));
        int features = Features(layer, inputs[0]);
        KerasCell there = KerasCell.Read(build, Cell(forward), features, Arrays(forward)), back = KerasCell.Read(build, Cell(backward), features, Arrays(backward));
        KerasConfig config = forward.Config;
        if (config.Flag(false, "go_backwards"))
            throw layer.Problem("has an inner layer that goes backwards of its own accord", "turn go_backwards off, or swap the two layers.");
        bool all = config.Flag(false, "return_sequences"), returnsState = config.Flag(false, "return_state");
        string? merge = layer.Config["merge_mode"] is null ? MissingMerge(layer) : layer.Config.Text("merge_mode");
        GraphSource source = Input(build, layer, inputs[0]);
        GraphSource[] states = States(build, layer, inputs);
        bool isApart = there.Layer != back.Layer || merge is null || (all && inputs[0].Mask is not null && layer.NeedsWhole);
        if (!isApart)
        {
            Bidirectional both = new(there.Layer with { ReturnSequences = all, ReturnState = returnsState }) { Merge = Merge(layer, merge!) };
            GraphSource output = build.Add(
                layer.Name, both, [source, .. states],
                [.. there.Fills.Select(fill => ("forward." + fill.Parameter, fill.Fill)), .. back.Fills.Select(fill => ("backward." + fill.Parameter, fill.Fill))]);
            KerasTensor first = Output(layer, inputs[0], output, (RecurrentLayer)both.Inner, build.ShapeOf(output).Width);
            int[] sizes = [.. there.Layer.StateSizes, .. there.Layer.StateSizes];
            return returnsState ? [first, .. sizes.Select((size, n) => new KerasTensor([size], output with { Output = 1 + n }))] : [first];
        }

        RecurrentLayer one = there.Layer with { ReturnSequences = all, ReturnState = returnsState };
        RecurrentLayer other = back.Layer with { ReturnSequences = all, ReturnState = returnsState, GoBackwards = true };
        GraphSource ahead = build.Add(layer.Name + "_forward", one, [source, .. states.Take(states.Length / 2)], [.. there.Fills]);
        GraphSource behind = build.Add(layer.Name + "_backward", other, [source, .. states.Skip(states.Length / 2)], [.. back.Fills]);
        KerasTensor left = Output(layer, inputs[0], ahead, one, one.StateSizes[0]), right = Output(layer, inputs[0], behind, other, other.StateSizes[0]);
        KerasTensor[] joined = merge is null
            ? [left, right]
            : KerasMerges.Join(build, layer, merge == "concat" ? new Concatenate() : MergeLayer(layer, merge), [left, right]);
        return returnsState
            ? [.. joined, .. one.StateSizes.Select((size, n) => new KerasTensor([size], ahead with { Output = 1 + n })), .. other.StateSizes.Select((size, n) => new KerasTensor([size], behind with { Output = 1 + n }))]
            : joined;
    }

    // A wrapped RNN brings its cell.
    private static KerasLayer Cell(KerasLayer layer) => layer.Kind == "RNN" ? layer.Inner("cell", layer.Name, layer.Weights.Inner("cell")) : layer;

    private static IReadOnlyList<KerasArray> Arrays(KerasLayer layer) => layer.Kind == "RNN" ? layer.Weights.Inner("cell").Arrays() : layer.Weights.Arrays("cell");

    private static KerasTensor Output(KerasLayer layer, KerasTensor input, GraphSource output, RecurrentLayer made, int width)
    {
        if (!made.ReturnSequences)
            return new KerasTensor([width], output);
        StepFill fill = layer.Config.Flag(false, "zero_output_for_mask") ? StepFill.Zero : made.GoBackwards ? StepFill.Next : StepFill.Previous;
        return input.Mask is null
            ? new KerasTensor([input.Dims[0], width], output)
            : new KerasTensor([input.Dims[0], width], Whole: null, output, input.Mask, fill);
    }

    private static GraphSource Input(KerasBuild build, KerasLayer layer, KerasTensor input)
    {
        GraphSource source = build.Live(input);
        if (layer.Config.Flag(false, "stateful"))
            build.Note($"The layer {layer.Name} keeps its state from batch to batch (stateful); here each pass begins anew unless Model.CarriesState is set.");
        double rate = layer.Config.Real("dropout", "dropout_W") ?? 0;
        return rate is > 0 and < 1 ? build.Add(layer.Name + "_dropout", new Dropout(rate) { SharedOverTime = true }, source) : source;
    }

    private static GraphSource[] States(KerasBuild build, KerasLayer layer, KerasTensor[] inputs)
    {
        foreach (KerasTensor state in inputs.Skip(1))
        {
            if (state.Dims.Length != 1)
                throw layer.Problem($"takes a state {state.Shape}, which is no vector");
        }

        return [.. inputs.Skip(1).Select(state => KerasShapes.Vector(build, layer, state))];
    }

    private static int Features(KerasLayer layer, KerasTensor input) => input.Dims is [_, int features]
        ? features
        : throw layer.Problem($"reads sequences [B, T, D], not {input.Shape}", "leave out dimensions, or flatten them into features.");

    private static string? MissingMerge(KerasLayer layer) =>
        layer.Element.TryGetProperty("merge_mode", out _) ? null : "concat";

    private static BidirectionalMerge Merge(KerasLayer layer, string mode) => mode switch
    {
        "concat" => BidirectionalMerge.Concatenate,
        "sum" => BidirectionalMerge.Sum,
        "ave" => BidirectionalMerge.Mean,
        "mul" => BidirectionalMerge.Multiply,
        _ => throw layer.Problem($"has the merge_mode {Gatelight.Data.OneLine.Of(mode)}"),
    };

    private static Layer MergeLayer(KerasLayer layer, string mode) => Merge(layer, mode) switch
    {
        BidirectionalMerge.Sum => new Add(),
        BidirectionalMerge.Mean => new Average(),
        _ => new Multiply(),
    };
}
