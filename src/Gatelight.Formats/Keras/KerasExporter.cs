using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Gatelight.Data;
using Gatelight.Serialization;
using PureHDF;

namespace Gatelight.Formats.Keras;

/// <summary>Writes <c>.keras</c> archives as Keras 3 does: the architecture as a functional model, and the weights in HDF5.</summary>
/// <remarks>The same model gives the same bytes. A layer that Keras does not have is refused with the reason.</remarks>
public sealed class KerasExporter : IModelExporter
{
    private const string KerasVersion = "3.3.3";

    // The first time that a zip can hold: the file must not depend on the clock.
    private static readonly DateTimeOffset Time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <inheritdoc/>
    public string Format => "Keras";

    /// <inheritdoc/>
    public string Extension => ".keras";

    /// <inheritdoc/>
    public IReadOnlyList<string> Write(LayeredModel model, string path)
    {
        if (model.Members.Count > 1)
            throw new InvalidInputException($"Cannot write {path}: the model is an ensemble of {model.Members.Count}, and a Keras file holds one; save its members apart.");
        KerasGraphWriter graph = new(model);
        JsonObject config;
        try
        {
            config = graph.Compose();
        }
        catch (InvalidDataException failure)
        {
            throw new InvalidInputException($"Cannot write {path}: {failure.Message}", failure);
        }

        byte[] weights = Weights(graph.Variables);
        AtomicFile.Write(path, stream =>
        {
            using ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true);
            Add(archive, "metadata.json", Encoding.UTF8.GetBytes($$"""{"keras_version": "{{KerasVersion}}", "date_saved": "1980-01-01@00:00:00"}"""));
            Add(archive, "config.json", Encoding.UTF8.GetBytes(config.ToJsonString()));
            Add(archive, "model.weights.h5", weights);
        });
        return graph.Notes;
    }

    private static byte[] Weights(IReadOnlyList<(string Path, int[] Shape, float[] Values)> variables)
    {
        H5File file = new();
        foreach (var (path, shape, values) in variables)
        {
            H5Group group = file;
            string[] parts = path.Split('/');
            foreach (string part in parts[..^1])
            {
                if (!group.TryGetValue(part, out object? child))
                    group[part] = child = new H5Group();
                group = (H5Group)child;
            }

            group[parts[^1]] = new H5Dataset(values, fileDims: [.. shape.Select(size => (ulong)size)]);
        }

        if (variables.Count == 0)
            file[PathKerasWeights.Folder] = new H5Group();
        using MemoryStream stream = new();
        file.Write(stream, new H5WriteOptions());
        return stream.ToArray();
    }

    // Not compressed, as Keras itself writes it.
    private static void Add(ZipArchive archive, string name, byte[] content)
    {
        ZipArchiveEntry entry = archive.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = Time;
        using Stream stream = entry.Open();
        stream.Write(content);
    }
}
