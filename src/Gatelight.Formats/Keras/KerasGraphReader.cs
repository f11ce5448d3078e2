using System.Text.Json;
using Gatelight.Data;

namespace Gatelight.Formats.Keras;

/// <summary>Reads what Keras of any version writes about its models.</summary>
internal static class KerasGraphReader
{
    private const int MaximumLayers = 4096;
    private const string InputLayer = "InputLayer";

    internal static KerasGraph Sequential(JsonElement config, string name)
    {
        List<KerasEntry> entries = Entries(config.ValueKind == JsonValueKind.Array ? config : Property(config, "layers", name), name);
        if (entries.Count == 0)
            throw KerasProblem.Of($"the model {OneLine.Of(name)} has no layers", "save a model that has some.");
        List<KerasCall> calls = [];
        List<(KerasValue, KerasEntry)> inputs = [];
        List<KerasValue> current = [];
        foreach (KerasEntry entry in entries)
        {
            if (KerasLayerTable.Plain(entry.Kind) == InputLayer)
            {
                if (calls.Count > 0)
                    throw KerasProblem.Of($"the model {OneLine.Of(name)} has an input behind other layers");
                current = [new KerasValue(entry.Name, 0, 0)];
                inputs = [(current[0], entry)];
                continue;
            }

            if (current.Count == 0)
                current = Begin(entry, config, calls, inputs);
            calls.Add(new KerasCall(entry, 0, current, default));
            current = [new KerasValue(entry.Name, 0, 0)];
        }

        return new KerasGraph(calls, inputs, current);
    }

    internal static KerasGraph Functional(JsonElement config, string name)
    {
        JsonElement layers = Property(config, "layers", name);
        List<KerasEntry> entries = Entries(layers, name);
        Dictionary<string, KerasEntry> byName = entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        List<KerasCall> calls = [];
        int at = 0;
        foreach (JsonElement layer in layers.EnumerateArray())
        {
            KerasEntry entry = entries[at++];
            if (KerasLayerTable.Plain(entry.Kind) != InputLayer && layer.TryGetProperty("inbound_nodes", out JsonElement nodes) && nodes.ValueKind == JsonValueKind.Array)
                AddCalls(entry, nodes, calls);
        }

        List<(KerasValue, KerasEntry)> inputs = [];
        foreach (KerasValue value in Values(Property(config, "input_layers", name), name))
            inputs.Add((value, byName.GetValueOrDefault(value.Layer) ?? throw KerasProblem.Of($"the input {OneLine.Of(value.Layer)} is not among the layers")));
        List<KerasValue> outputs = Values(Property(config, "output_layers", name), name);
        if (inputs.Count == 0 || outputs.Count == 0)
            throw KerasProblem.Of($"the model {OneLine.Of(name)} has no input or no output", "save the model again.");
        return new KerasGraph(Sort(Renumbered(calls, outputs), inputs), inputs, outputs);
    }

    // A model inside a model was called once when it was made, and most versions count that call.
    private static List<KerasCall> Renumbered(List<KerasCall> calls, List<KerasValue> outputs)
    {
        Dictionary<string, int> first = new(StringComparer.Ordinal);
        foreach (KerasValue value in calls.SelectMany(call => call.Inputs).Concat(outputs))
            first[value.Layer] = Math.Min(value.Call, first.GetValueOrDefault(value.Layer, value.Call));
        return [.. calls.Select(call => KerasLayerTable.Plain(call.Entry.Kind) is "Functional" or "Sequential" && first.GetValueOrDefault(call.Entry.Name) == 1 ? call with { Number = call.Number + 1 } : call)];
    }

    // A Sequential model without an input layer: its first layer tells the shape; a Merge of Keras 1 has several inputs, each with layers of its own.
    private static List<KerasValue> Begin(KerasEntry first, JsonElement config, List<KerasCall> calls, List<(KerasValue, KerasEntry)> inputs)
    {
        if (first.Kind == "Merge" && first.Config.ValueKind == JsonValueKind.Object && first.Config.TryGetProperty("layers", out JsonElement branches) && branches.ValueKind == JsonValueKind.Array)
        {
            List<KerasValue> joined = [];
            foreach (KerasEntry branch in Entries(branches, first.Name))
            {
                KerasValue start = new(branch.Name + "_input", 0, 0);
                inputs.Add((start, branch with { Name = start.Layer }));
                calls.Add(new KerasCall(branch, 0, [start], default));
                joined.Add(new KerasValue(branch.Name, 0, 0));
            }

            return joined;
        }

        KerasValue input = new(first.Name + "_input", 0, 0);
        JsonElement shape = config.ValueKind == JsonValueKind.Object && config.TryGetProperty("build_input_shape", out JsonElement built) && built.ValueKind == JsonValueKind.Array ? config : first.Config;
        inputs.Add((input, KerasInputShape.IsTold(first) ? first with { Name = input.Layer } : first with { Name = input.Layer, Config = shape }));
        return [input];
    }

    private static List<KerasEntry> Entries(JsonElement layers, string name)
    {
        if (layers.ValueKind != JsonValueKind.Array || layers.GetArrayLength() > MaximumLayers)
            throw KerasProblem.Of($"the model {OneLine.Of(name)} has no list of layers, or one of more than {MaximumLayers}");
        List<KerasEntry> entries = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        foreach (JsonElement layer in layers.EnumerateArray())
        {
            if (Text(layer, "class_name") is not { } kind || layer.TryGetProperty("config", out JsonElement config) == false)
                throw KerasProblem.Of($"a layer of the model {OneLine.Of(name)} does not say its class");
            string own = Text(layer, "name") ?? Text(config, "name") ?? FormattableString.Invariant($"{PathKerasWeights.PathName(kind)}_{entries.Count + 1}");
            if (!names.Add(own))
                throw KerasProblem.Of($"two layers are called {OneLine.Of(own)}", "give each layer a name of its own.");
            string path = PathKerasWeights.PathName(kind);
            numbers[path] = numbers.GetValueOrDefault(path, -1) + 1;
            entries.Add(new KerasEntry(own, kind[(kind.LastIndexOf('>') + 1)..], config, numbers[path]));
        }

        return entries;
    }

    private static void AddCalls(KerasEntry entry, JsonElement nodes, List<KerasCall> calls)
    {
        int number = 0;
        foreach (JsonElement node in nodes.EnumerateArray())
        {
            List<KerasValue> inputs = [];
            JsonElement arguments = default;
            if (node.ValueKind == JsonValueKind.Object)
            {
                // Keras 3: tensors anywhere among the arguments.
                if (node.TryGetProperty("args", out JsonElement args))
                    Tensors(args, inputs);
                if (node.TryGetProperty("kwargs", out arguments))
                    Tensors(arguments, inputs);
            }
            else
            {
                // Two forms: a list of values, or, where there is one, the value itself.
                JsonElement list = node;
                if (list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0 && list[0].ValueKind == JsonValueKind.String)
                    inputs.Add(Value(list, entry.Name));
                else
                    inputs.AddRange(Values(list, entry.Name));
                arguments = Arguments(list);
                if (arguments.ValueKind == JsonValueKind.Object && arguments.TryGetProperty("initial_state", out JsonElement states) && states.ValueKind == JsonValueKind.Array)
                    inputs.AddRange(Values(states, entry.Name));
            }

            calls.Add(new KerasCall(entry, number++, inputs, arguments));
        }
    }

    private static JsonElement Arguments(JsonElement list)
    {
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
            return default;
        JsonElement first = list[0].ValueKind == JsonValueKind.Array ? list[0] : list;
        return first.GetArrayLength() > 3 && first[3].ValueKind == JsonValueKind.Object ? first[3] : default;
    }

    private static void Tensors(JsonElement element, List<KerasValue> values)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in element.EnumerateArray())
                Tensors(item, values);
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            if (Text(element, "class_name") == "__keras_tensor__" && element.TryGetProperty("config", out JsonElement config) && config.ValueKind == JsonValueKind.Object
                && config.TryGetProperty("keras_history", out JsonElement history))
            {
                values.Add(Value(history, "a layer"));
                return;
            }

            foreach (JsonProperty property in element.EnumerateObject())
                Tensors(property.Value, values);
        }
    }

    // [["a", 0, 0], ...], or ["a", 0, 0] where there is one, or an object of such.
    private static List<KerasValue> Values(JsonElement list, string name)
    {
        List<KerasValue> values = [];
        if (list.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in list.EnumerateObject())
                values.AddRange(Values(property.Value, name));
            return values;
        }

        if (list.ValueKind != JsonValueKind.Array)
            throw KerasProblem.Of($"what {OneLine.Of(name)} reads is not a list");
        if (list.GetArrayLength() > 0 && list[0].ValueKind == JsonValueKind.String)
            return [Value(list, name)];
        foreach (JsonElement item in list.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.Array && item.GetArrayLength() > 0 && item[0].ValueKind == JsonValueKind.Array)
                values.AddRange(Values(item, name));
            else
                values.Add(Value(item, name));
        }

        return values;
    }

    private static KerasValue Value(JsonElement item, string name)
    {
        if (item.ValueKind == JsonValueKind.Array && item.GetArrayLength() >= 3 && item[0].ValueKind == JsonValueKind.String
            && item[1].ValueKind == JsonValueKind.Number && item[1].TryGetInt32(out int call) && item[2].ValueKind == JsonValueKind.Number && item[2].TryGetInt32(out int output) && call >= 0)
        {
            return new KerasValue(item[0].GetString()!, call, output);
        }

        throw KerasProblem.Of($"what {OneLine.Of(name)} reads is not said as [layer, call, output]", "write the model with layers alone and save it again.");
    }

    // Each call behind what it reads: files are not always in that order, and a hostile one may go in a circle.
    private static List<KerasCall> Sort(List<KerasCall> calls, List<(KerasValue Value, KerasEntry)> inputs)
    {
        HashSet<(string, int)> known = [.. inputs.Select(input => (input.Value.Layer, input.Value.Call))];
        Dictionary<(string, int), List<KerasCall>> readers = [];
        Dictionary<KerasCall, int> missing = new(ReferenceEqualityComparer.Instance);
        // The first in the file comes first.
        PriorityQueue<KerasCall, int> ready = new();
        Dictionary<KerasCall, int> place = new(ReferenceEqualityComparer.Instance);
        foreach (KerasCall call in calls)
        {
            place[call] = place.Count;
            (string, int)[] waits = [.. call.Inputs.Select(input => (input.Layer, input.Call)).Distinct().Where(input => !known.Contains(input))];
            missing[call] = waits.Length;
            if (waits.Length == 0)
                ready.Enqueue(call, place[call]);
            foreach ((string, int) input in waits)
            {
                if (!readers.TryGetValue(input, out List<KerasCall>? list))
                    readers.Add(input, list = []);
                list.Add(call);
            }
        }

        List<KerasCall> sorted = [];
        while (ready.TryDequeue(out KerasCall? call, out _))
        {
            sorted.Add(call);
            foreach (KerasCall reader in readers.GetValueOrDefault((call.Entry.Name, call.Number)) ?? [])
            {
                if (--missing[reader] == 0)
                    ready.Enqueue(reader, place[reader]);
            }
        }

        if (sorted.Count < calls.Count)
        {
            KerasCall stuck = calls.First(call => missing[call] > 0);
            throw KerasProblem.Of($"layer {OneLine.Of(stuck.Entry.Name)} reads {OneLine.Of(stuck.Inputs.Count > 0 ? stuck.Inputs[0].Layer : "?")}, which is not there or leads back to it", "save the model again.");
        }

        return sorted;
    }

    private static JsonElement Property(JsonElement config, string property, string name) =>
        config.ValueKind == JsonValueKind.Object && config.TryGetProperty(property, out JsonElement value)
            ? value
            : throw KerasProblem.Of($"the model {OneLine.Of(name)} does not tell its {property}", "save the model again.");

    private static string? Text(JsonElement element, string property) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(property, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
