using System.Globalization;
using System.Text.Json.Nodes;
using Gatelight.Formats.Arrays;

namespace Gatelight.Formats.Tests.Keras;

/// <summary>Goldens as Keras 3 writes them: modules, policies for types, an input layer always, tensors as objects, and weights by paths.</summary>
internal static class NewKeras
{
    internal static JsonObject Config(JsonObject config)
    {
        JsonObject made = config.DeepClone().AsObject();
        if (made["class_name"]!.GetValue<string>() == "Sequential")
        {
            JsonArray layers = made["config"]!["layers"]!.AsArray();
            JsonNode shape = layers[0]!["config"]!["batch_input_shape"] ?? layers[0]!["config"]!["layer"]!["config"]!["batch_input_shape"]!;
            JsonObject input = new() { ["module"] = "keras.layers", ["class_name"] = "InputLayer", ["config"] = new JsonObject { ["batch_shape"] = shape.DeepClone(), ["dtype"] = "float32", ["name"] = "input_layer" } };
            foreach (JsonNode? layer in layers)
                Modernize(layer!.AsObject());
            layers.Insert(0, input);
        }
        else
        {
            made["class_name"] = "Functional";
            foreach (JsonNode? layer in made["config"]!["layers"]!.AsArray())
            {
                Modernize(layer!.AsObject());
                layer["inbound_nodes"] = new JsonArray([.. layer["inbound_nodes"]!.AsArray().Select(node => Node(node!.AsArray(), layer["class_name"]!.GetValue<string>()))]);
            }
        }

        made["module"] = "keras";
        made["registered_name"] = made["class_name"]!.DeepClone();
        return made;
    }

    internal static IEnumerable<(string Path, NdArray Values)> Weights(KerasGolden golden, string folder)
    {
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        foreach (JsonNode? layer in golden.Config["config"]!["layers"]!.AsArray())
        {
            string kind = layer!["class_name"]!.GetValue<string>(), path = Words(kind), name = layer["config"]!["name"]!.GetValue<string>();
            int number = numbers[path] = numbers.GetValueOrDefault(path, -1) + 1;
            string root = number == 0 ? $"{folder}/{path}" : $"{folder}/{path}_{number.ToString(CultureInfo.InvariantCulture)}";
            if (golden.Weights.FirstOrDefault(weights => weights.Layer == name) is not { } found)
                continue;
            for (int n = 0; n < found.Arrays.Count; n++)
            {
                int half = found.Arrays.Count / 2;
                string part = kind switch
                {
                    "LSTM" or "GRU" or "SimpleRNN" => $"cell/vars/{n}",
                    "Bidirectional" => n < half ? $"forward_layer/cell/vars/{n}" : $"backward_layer/cell/vars/{n - half}",
                    "TimeDistributed" => $"layer/vars/{n}",
                    _ => $"vars/{n}",
                };
                yield return ($"{root}/{part}", found.Arrays[n].Value);
            }
        }
    }

    private static void Modernize(JsonObject layer)
    {
        JsonObject config = layer["config"]!.AsObject();
        if (config["batch_input_shape"] is { } shape)
        {
            config.Remove("batch_input_shape");
            if (layer["class_name"]!.GetValue<string>() == "InputLayer")
                config["batch_shape"] = shape.DeepClone();
        }

        config["dtype"] = new JsonObject { ["module"] = "keras", ["class_name"] = "DTypePolicy", ["config"] = new JsonObject { ["name"] = "float32" } };
        layer["module"] = "keras.layers";
        if (config["layer"] is JsonObject inner)
            Modernize(inner);
    }

    private static JsonObject Node(JsonArray node, string kind)
    {
        JsonNode[] tensors = [.. node.Where(item => item!.AsArray()[0]!.GetValueKind() == System.Text.Json.JsonValueKind.String).Select(item => Tensor(item!.AsArray()))];
        // A recurrent layer's states are arguments of their own; what a merge reads is one list.
        bool isRecurrent = kind is "LSTM" or "GRU" or "SimpleRNN";
        JsonArray args = tensors.Length == 1 || isRecurrent ? [tensors[0]] : [new JsonArray(tensors)];
        JsonObject kwargs = isRecurrent && tensors.Length > 1 ? new() { ["initial_state"] = new JsonArray(tensors[1..]) } : [];
        return new JsonObject { ["args"] = args, ["kwargs"] = kwargs };
    }

    private static JsonObject Tensor(JsonArray value) => new()
    {
        ["class_name"] = "__keras_tensor__",
        ["config"] = new JsonObject { ["shape"] = new JsonArray(), ["dtype"] = "float32", ["keras_history"] = new JsonArray(value[0]!.DeepClone(), value[1]!.DeepClone(), value[2]!.DeepClone()) },
    };

    private static string Words(string kind) => kind switch
    {
        "LSTM" => "lstm",
        "GRU" => "gru",
        "SimpleRNN" => "simple_rnn",
        "Conv1D" => "conv1d",
        "PReLU" => "p_re_lu",
        "TimeDistributed" => "time_distributed",
        "BatchNormalization" => "batch_normalization",
        "LayerNormalization" => "layer_normalization",
        _ => kind.ToLowerInvariant(),
    };
}
