using System.IO.Compression;
using System.Text.Json.Nodes;
using Gatelight.Formats.Arrays;
using PureHDF;

namespace Gatelight.Formats.Tests.Keras;

/// <summary>Writes goldens as the files that the versions of Keras write, with another HDF5 library than the reader's.</summary>
internal sealed class KerasTestFile : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gatelight-keras-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    internal string PathOf(string name) => Path.Combine(_folder, name);

    /// <summary>An <c>.h5</c> file with architecture and weights.</summary>
    internal string Named(JsonObject config, IReadOnlyList<KerasGoldenLayer> weights, string version, string backend = "tensorflow", string name = "model.h5")
    {
        string path = PathOf(name);
        H5File file = new() { ["model_weights"] = Groups(weights, version, backend) };
        file.Attributes["model_config"] = config.ToJsonString();
        file.Attributes["keras_version"] = version;
        file.Attributes["backend"] = backend;
        file.Write(path);
        return path;
    }

    /// <summary>The architecture in JSON, and the weights in a file beside it.</summary>
    internal string Apart(JsonObject config, IReadOnlyList<KerasGoldenLayer> weights, string version)
    {
        H5File file = new();
        Fill(file, weights, version, "tensorflow");
        file.Write(PathOf("model_weights.h5"));
        File.WriteAllText(PathOf("model_config.json"), config.ToJsonString());
        return PathOf("model_config.json");
    }

    /// <summary>A <c>.keras</c> archive.</summary>
    internal string Archive(JsonObject config, IEnumerable<(string Path, NdArray Values)> weights, string version, CompressionLevel compression = CompressionLevel.NoCompression)
    {
        H5File file = new();
        foreach (var (path, values) in weights)
        {
            H5Group group = file;
            string[] parts = path.Split('/');
            foreach (string part in parts[..^1])
            {
                if (!group.TryGetValue(part, out object? child))
                    group[part] = child = new H5Group();
                group = (H5Group)child;
            }

            group[parts[^1]] = Dataset(values);
        }

        using MemoryStream content = new();
        file.Write(content, new H5WriteOptions());
        string archivePath = PathOf("model.keras");
        using FileStream stream = File.Create(archivePath);
        using ZipArchive archive = new(stream, ZipArchiveMode.Create);
        Write(archive, "metadata.json", System.Text.Encoding.UTF8.GetBytes($$"""{"keras_version": "{{version}}", "date_saved": "2024-01-01@00:00:00"}"""), compression);
        Write(archive, "config.json", System.Text.Encoding.UTF8.GetBytes(config.ToJsonString()), compression);
        Write(archive, "model.weights.h5", content.ToArray(), compression);
        return archivePath;
    }

    private static H5Group Groups(IReadOnlyList<KerasGoldenLayer> weights, string version, string backend)
    {
        H5Group group = [];
        Fill(group, weights, version, backend);
        return group;
    }

    private static void Fill(H5Group root, IReadOnlyList<KerasGoldenLayer> weights, string version, string backend)
    {
        foreach (KerasGoldenLayer layer in weights)
        {
            H5Group group = [];
            List<string> names = [];
            foreach (var (name, values) in layer.Arrays)
            {
                string path = $"{layer.Layer}/{name}:0";
                names.Add(path);
                H5Group at = group;
                string[] parts = path.Split('/');
                foreach (string part in parts[..^1])
                {
                    if (!at.TryGetValue(part, out object? child))
                        at[part] = child = new H5Group();
                    at = (H5Group)child;
                }

                at[parts[^1]] = Dataset(values);
            }

            group.Attributes["weight_names"] = names.ToArray();
            root[layer.Layer] = group;
        }

        root.Attributes["layer_names"] = weights.Select(layer => layer.Layer).ToArray();
        root.Attributes["keras_version"] = version;
        root.Attributes["backend"] = backend;
    }

    private static H5Dataset Dataset(NdArray values) => new(values.ToSingles(), fileDims: [.. values.Shape.Select(size => (ulong)size)]);

    private static void Write(ZipArchive archive, string name, byte[] content, CompressionLevel compression)
    {
        using Stream entry = archive.CreateEntry(name, compression).Open();
        entry.Write(content);
    }
}
