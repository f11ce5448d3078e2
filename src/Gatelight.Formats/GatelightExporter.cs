using System.Text.Json;
using Gatelight.Serialization;

namespace Gatelight.Formats;

/// <summary>Writes <c>.gatelight</c> files with the names and axes of the inputs and outputs.</summary>
public sealed class GatelightExporter : IModelExporter
{
    /// <summary>What <see cref="ModelBundle.Task"/> says of a model that came from elsewhere.</summary>
    public const string TaskName = "model";

    /// <inheritdoc/>
    public string Format => "Gatelight";

    /// <inheritdoc/>
    public string Extension => ".gatelight";

    /// <inheritdoc/>
    public IReadOnlyList<string> Write(LayeredModel model, string path)
    {
        Dictionary<string, string> metadata = new(StringComparer.Ordinal) { ["source"] = model.Format };
        foreach (var (name, value) in model.Facts)
            metadata.TryAdd(name, value);
        new ModelBundle
        {
            Task = TaskName,
            Members = model.Members,
            Metadata = metadata,
            Pipeline = JsonSerializer.SerializeToElement(new PortsDocument([.. model.Inputs], [.. model.Outputs]), PortsJsonContext.Default.PortsDocument),
        }.Save(path);
        return [];
    }
}
