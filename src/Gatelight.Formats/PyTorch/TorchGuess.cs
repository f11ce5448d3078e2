using System.Text.RegularExpressions;
using Gatelight.Data;
using Gatelight.Formats.Safetensors;

namespace Gatelight.Formats.PyTorch;

/// <summary>
/// Guesses a chain of modules from the names and shapes of its weights: an embedding or nothing, recurrent modules, normalisations, and one
/// linear head. Where the weights leave more than one answer it says what to write down instead.
/// </summary>
internal static partial class TorchGuess
{
    internal static TorchDescription Of(TorchWeights weights, List<string> notes)
    {
        Dictionary<string, List<SafetensorsArray>> modules = new(StringComparer.Ordinal);
        foreach (SafetensorsArray array in weights.List)
        {
            int dot = array.Name.LastIndexOf('.');
            string module = dot < 0 ? string.Empty : array.Name[..dot];
            if (!modules.TryGetValue(module, out List<SafetensorsArray>? list))
                modules.Add(module, list = []);
            list.Add(array with { Name = array.Name[(dot + 1)..] });
        }

        List<(string Name, string Kind, int Input, int Output)> recurrent = [];
        foreach (var (name, arrays) in modules)
        {
            if (arrays.FirstOrDefault(array => FirstLayer().IsMatch(array.Name)) is { Shape.Length: 2 } first && Kind(arrays, first) is { } kind)
                recurrent.Add((name, kind, first.Shape[1], Width(arrays)));
        }

        if (recurrent.Count == 0)
            throw Problem("no LSTM, GRU or RNN stands in it");
        recurrent.Sort((a, b) => Natural(a.Name, b.Name));
        for (int n = 1; n < recurrent.Count; n++)
        {
            if (recurrent[n].Input != recurrent[n - 1].Output)
                throw Problem($"{OneLine.Of(recurrent[n - 1].Name)} and {OneLine.Of(recurrent[n].Name)} do not follow on each other");
        }

        var others = modules.Where(module => recurrent.All(found => found.Name != module.Key)).ToList();
        List<TorchStep> steps = [];
        int width = recurrent[^1].Output;
        var embedding = others.FirstOrDefault(module => module.Value is [{ Name: "weight", Shape: [_, int columns] }] && columns == recurrent[0].Input && (IsEmbedding(module.Key) || columns != width));
        if (embedding.Value is not null)
        {
            others.Remove(embedding);
            steps.Add(new TorchStep("embedding", embedding.Key));
        }

        List<TorchStep> head = Head(others, width);
        bool isLanguage = embedding.Value is not null && head is [{ Kind: "linear" } linear] && modules[linear.Name].First(array => array.Name == "weight").Shape[0] == embedding.Value[0].Shape[0];
        for (int n = 0; n < recurrent.Count; n++)
            steps.Add(new TorchStep(recurrent[n].Kind, recurrent[n].Name) { ReturnsAll = n < recurrent.Count - 1 || isLanguage });
        steps.AddRange(head);
        notes.Add($"The architecture is guessed from the names and shapes: {string.Join(", ", steps.Select(step => step.Name.Length > 0 ? $"{step.Kind} {OneLine.Of(step.Name)}" : step.Kind))}, which gives {(isLanguage ? "every step" : "the last state")}; describe it in JSON where that is wrong.");
        if (recurrent.Any(found => found.Kind == "rnn"))
            notes.Add("Whether the RNN has tanh or relu does not stand in the weights; tanh is taken.");
        return new TorchDescription(steps);
    }

    private static List<TorchStep> Head(List<KeyValuePair<string, List<SafetensorsArray>>> others, int width)
    {
        List<TorchStep> head = [];
        List<(string Name, SafetensorsArray Weight)> linears = [];
        foreach (var (name, arrays) in others)
        {
            if (arrays.FirstOrDefault(array => array.Name == "weight") is not { } weight || arrays.Any(array => array.Name is not ("weight" or "bias" or "running_mean" or "running_var" or "num_batches_tracked")))
                throw Problem($"the module {OneLine.Of(name)} is none that is known");
            switch (weight.Shape.Length)
            {
                case 2:
                    linears.Add((name, weight));
                    break;
                case 1 when weight.Shape[0] == width:
                    head.Add(new TorchStep(arrays.Any(array => array.Name == "running_mean") ? "batch_norm" : "layer_norm", name));
                    break;
                default:
                    throw Problem($"the place of the module {OneLine.Of(name)} does not follow from its weights");
            }
        }

        if (linears.Count > 1)
            throw Problem($"the linear modules {OneLine.Of(string.Join(", ", linears.Select(linear => linear.Name)))} may have any activation between them");
        if (head.Count > 1)
            throw Problem("the order of its normalisations does not follow from the weights");
        if (linears is [var (linearName, linearWeight)])
        {
            if (linearWeight.Shape[1] != width)
                throw Problem($"the linear module {OneLine.Of(linearName)} reads {linearWeight.Shape[1]} numbers and the recurrent ones give {width}");
            head.Add(new TorchStep("linear", linearName));
        }

        return head;
    }

    private static string? Kind(List<SafetensorsArray> arrays, SafetensorsArray input)
    {
        int hidden = Hidden(arrays);
        return hidden == 0 || input.Shape[0] % hidden != 0 ? null : (input.Shape[0] / hidden) switch { 4 => "lstm", 3 => "gru", 1 => "rnn", _ => null };
    }

    private static int Hidden(List<SafetensorsArray> arrays)
    {
        SafetensorsArray? projection = arrays.FirstOrDefault(array => array.Name.StartsWith("weight_hr", StringComparison.Ordinal) && array.Shape.Length == 2);
        return projection is not null ? projection.Shape[1] : arrays.FirstOrDefault(array => array.Name.StartsWith("weight_hh", StringComparison.Ordinal) && array.Shape.Length == 2)?.Shape[1] ?? 0;
    }

    private static int Width(List<SafetensorsArray> arrays)
    {
        SafetensorsArray? projection = arrays.FirstOrDefault(array => array.Name.StartsWith("weight_hr", StringComparison.Ordinal) && array.Shape.Length == 2);
        int width = projection is not null ? projection.Shape[0] : Hidden(arrays);
        return arrays.Any(array => array.Name.EndsWith("_reverse", StringComparison.Ordinal)) ? 2 * width : width;
    }

    private static bool IsEmbedding(string name)
    {
        string lower = name.ToUpperInvariant();
        return lower.Contains("EMB", StringComparison.Ordinal) || lower.Contains("WORD", StringComparison.Ordinal) || lower.Contains("TOKEN", StringComparison.Ordinal) || lower.Contains("LOOKUP", StringComparison.Ordinal)
            || lower.Contains("ENCODER", StringComparison.Ordinal);
    }

    // As people count: lstm2 before lstm10.
    private static int Natural(string a, string b) =>
        string.CompareOrdinal(Digits().Replace(a, digits => digits.Value.PadLeft(12, '0')), Digits().Replace(b, digits => digits.Value.PadLeft(12, '0')));

    private static InvalidDataException Problem(string what) =>
        new($"its architecture does not follow from the names and shapes: {what}; describe it in JSON beside the weights, as {{\"layers\": [{{\"kind\": \"lstm\", \"name\": \"rnn\"}}, {{\"kind\": \"linear\", \"name\": \"fc\"}}]}}.");

    [GeneratedRegex("^weight_ih(_l0)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FirstLayer();

    [GeneratedRegex("[0-9]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Digits();
}
