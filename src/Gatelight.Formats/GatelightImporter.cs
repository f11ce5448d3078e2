using System.Text.Json;
using Gatelight.Data;
using Gatelight.Serialization;

namespace Gatelight.Formats;

/// <summary>Opens <c>.gatelight</c> files: one written by <see cref="GatelightExporter"/> with the names that it kept, any other with plain names.</summary>
public sealed class GatelightImporter : IModelImporter
{
    private static ReadOnlySpan<byte> EntryName => "model.json"u8;

    /// <inheritdoc/>
    public string Format => "Gatelight";

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head, string path) =>
        head.StartsWith("PK"u8) && (path.EndsWith(".gatelight", StringComparison.OrdinalIgnoreCase) || head[..Math.Min(head.Length, 64)].IndexOf(EntryName) >= 0);

    /// <inheritdoc/>
    public ForeignModel Open(string path)
    {
        var bundle = ModelBundle.Load(path);
        if (bundle.Members.Any(member => !member.Architecture.Inputs.SequenceEqual(bundle.Members[0].Architecture.Inputs) || !member.OutputShapes.SequenceEqual(bundle.Members[0].OutputShapes)))
            throw new InvalidInputException($"The networks of {path} read different inputs, so they cannot be run on one array; use the verbs for '{OneLine.Of(bundle.Task)}'.");
        PortsDocument? ports = bundle.Task == GatelightExporter.TaskName ? Ports(bundle, path) : null;
        string[] notes = bundle.Task == GatelightExporter.TaskName
            ? []
            : [$"The model is one for '{OneLine.Of(bundle.Task)}': its network alone is read here, without what prepares the input and scales the output."];
        KeyValuePair<string, string>[] facts =
        [
            new("task", bundle.Task),
            .. bundle.Members.Count > 1 ? [new("members", bundle.Members.Count.ToString(System.Globalization.CultureInfo.InvariantCulture))] : Array.Empty<KeyValuePair<string, string>>(),
            .. bundle.Metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal),
        ];
        return new LayeredModel(Format, bundle.Members, ports?.Inputs, ports?.Outputs, notes, facts);
    }

    private static PortsDocument Ports(ModelBundle bundle, string path)
    {
        try
        {
            PortsDocument ports = bundle.Pipeline?.Deserialize(PortsJsonContext.Default.PortsDocument) ?? throw new JsonException("it is empty");
            ports.Check(bundle.Members[0].Architecture.Inputs, bundle.Members[0].OutputShapes);
            return ports;
        }
        catch (Exception failure) when (failure is JsonException or NotSupportedException)
        {
            throw new InvalidInputException($"Cannot read the model {path}: the names of its inputs and outputs do not make sense ({OneLine.Of(failure.Message)}); the file was altered, convert the model anew.", failure);
        }
    }
}
