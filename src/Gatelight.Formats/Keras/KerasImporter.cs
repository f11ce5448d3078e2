using System.Text.Json;
using Gatelight.Data;
using Gatelight.Formats.Arrays;
using Gatelight.Formats.Hdf5;
using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Formats.Keras;

/// <summary>
/// Opens models of Keras 1, 2, 3 and tf.keras: <c>.keras</c> archives, <c>.h5</c> files with architecture and weights, and an architecture in
/// JSON with its weights in a file beside it. Sequential and functional models of the layers that docs/formats.md lists.
/// </summary>
/// <remarks>Nothing in the file is run. What Keras computes at masked steps of a sequence that is an output is computed here too.</remarks>
public sealed class KerasImporter : IModelImporter
{
    /// <inheritdoc/>
    public string Format => "Keras";

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head, string path)
    {
        if (Hdf5File.Recognises(head))
            return true;
        if (head.StartsWith("PK"u8))
            return path.EndsWith(".keras", StringComparison.OrdinalIgnoreCase) || head.IndexOf("config.json"u8) >= 0;
        return head.TrimStart(" \t\r\n"u8).StartsWith("{"u8) && head.IndexOf("\"config\""u8) >= 0 && head.IndexOf("class_name"u8) >= 0;
    }

    /// <inheritdoc/>
    public ForeignModel Open(string path) => Guard(path, () => KerasFile.Open(path));

    /// <summary>Opens a model whose architecture and weights lie in two files.</summary>
    /// <param name="architecture">The architecture, JSON as <c>model.to_json()</c> writes it.</param>
    /// <param name="weights">The weights, HDF5 as <c>model.save_weights()</c> writes them.</param>
    /// <exception cref="InvalidInputException">A file is cut off, altered, or holds what is not supported; the message is one line.</exception>
    public static ForeignModel Open(string architecture, string weights) => Guard(architecture, () => KerasFile.Open(architecture, weights));

    private static LayeredModel Guard(string path, Func<KerasFile> open)
    {
        try
        {
            using KerasFile file = open();
            return Read(file);
        }
        catch (Exception failure) when (failure is InvalidDataException or LayerException or JsonException or IOException or UnauthorizedAccessException or OverflowException or NotSupportedException
            or ArgumentException or InvalidOperationException or IndexOutOfRangeException or KeyNotFoundException or FormatException)
        {
            throw new InvalidInputException($"Cannot read the model {path}: {Explain(failure)}", failure);
        }
    }

    private static string Explain(Exception failure) => failure switch
    {
        InvalidDataException problem => problem.Message.ReplaceLineEndings(" "),
        LayerException problem => $"{problem.Message.ReplaceLineEndings(" ").TrimEnd('.')}; the file was altered, or holds a model that Gatelight's layers cannot say.",
        JsonException problem => $"its architecture is no JSON ({OneLine.Of(problem.Message)}); get a whole copy of the file.",
        EndOfStreamException => "it is cut off; get a whole copy of the file.",
        IOException or UnauthorizedAccessException => $"{OneLine.Of(failure.Message)} Check that the file may be read.",
        _ => $"its parts do not fit together ({OneLine.Of(failure.Message)}); get a whole copy of the file, or save the model again.",
    };

    private static LayeredModel Read(KerasFile file)
    {
        (string kind, JsonElement config) = Model(file.Config);
        var graph = KerasGraph.Read(kind, config, kind);
        bool flips = file.Backend is { } backend ? backend == "theano" : IsTheano(file.Config);
        KerasBuild build = new(file.MajorVersion, flips);
        Dictionary<int, int> axes = [];
        KerasTensor[] inputs = [.. graph.Inputs.Select(input => Input(build, graph, input.Value, input.Entry, axes))];
        KerasTensor[] outputs = graph.Run(build, file.Weights!, inputs, needsWhole: true);
        Model<float> model = build.Build([.. outputs.Select(build.Whole)]);
        if (file.HasTraining)
            build.Note("How the model was trained (its loss, its optimizer and that one's state) is not taken over.");
        List<KeyValuePair<string, string>> facts = [new("class", kind)];
        if (file.Version is { } version)
            facts.Insert(0, new("keras version", OneLine.Of(version)));
        if (file.Backend is { } engine)
            facts.Add(new("backend", OneLine.Of(engine)));
        return new LayeredModel(
            $"Keras {file.MajorVersion} ({file.Container})", [model],
            Ports(build, graph.Inputs.Select(input => input.Value), inputs), Ports(build, graph.Outputs, outputs), build.Notes, facts);
    }

    private static (string Kind, JsonElement Config) Model(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw KerasProblem.Of("its architecture is no object", "give a file that Keras wrote.");
        if (root.TryGetProperty("class_name", out JsonElement kind) && kind.ValueKind == JsonValueKind.String && root.TryGetProperty("config", out JsonElement config))
            return (KerasLayerTable.Plain(kind.GetString()!), config);
        return root.TryGetProperty("input_layers", out _) ? ("Functional", root) : ("Sequential", root);
    }

    // Theano's users had features before places; nothing else in an old file tells of it.
    private static bool IsTheano(JsonElement root) => root.GetRawText().Replace(" ", "", StringComparison.Ordinal).Contains("\"dim_ordering\":\"th\"", StringComparison.Ordinal);

    private static KerasTensor Input(KerasBuild build, KerasGraph graph, KerasValue value, KerasEntry entry, Dictionary<int, int> axes)
    {
        int?[] dims = KerasInputShape.Of(entry);
        bool isTokens = dims.Length == 1 && graph.IsTokens(value);
        if (dims[1..].Any(size => size is null))
            throw KerasProblem.Layer(entry.Name, entry.Kind, $"reads an input [B, {string.Join(", ", dims.Select(size => size?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "?"))}]", "fix all dimensions but the first.");
        if (dims.Length == 1 && !isTokens)
            return new KerasTensor(dims, build.Input(LayerShape.Vector(dims[0] ?? throw KerasProblem.Layer(entry.Name, entry.Kind, "reads vectors of no fixed width", "fix the width."))));
        int width = isTokens ? 1 : dims[1..].Aggregate(1, (product, size) => checked(product * size!.Value));
        // Inputs of as many steps share an axis; one whose steps are free has its own.
        int axis = axes.Count;
        if (dims[0] is not { } steps || !axes.TryGetValue(steps, out axis))
            axes.Add(dims[0] ?? -1 - axes.Count, axis = axes.Count);
        return new KerasTensor(dims, build.Input(LayerShape.Sequence(width, axis, dims[0] ?? 0)));
    }

    private static ModelPort[] Ports(KerasBuild build, IEnumerable<KerasValue> values, KerasTensor[] tensors)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        List<ModelPort> ports = [];
        foreach (KerasValue value in values)
        {
            KerasTensor tensor = tensors[ports.Count];
            string stem = OneLine.Of(value.Layer), name = value.Output == 0 ? stem : FormattableString.Invariant($"{stem}_{value.Output}");
            for (int n = 2; !names.Add(name); n++)
                name = FormattableString.Invariant($"{stem}_{n}");
            bool isSequence = build.ShapeOf(tensor.Whole ?? tensor.Live!.Value).IsSequence;
            List<PortAxis> axes = [new PortAxis(AxisKind.Batch)];
            for (int n = 0; n < tensor.Dims.Length; n++)
                axes.Add(new PortAxis(n == 0 && isSequence ? AxisKind.Time : AxisKind.Feature, tensor.Dims[n] ?? 0));
            ports.Add(new ModelPort(name, ElementType.F32, axes));
        }

        return [.. ports];
    }
}
