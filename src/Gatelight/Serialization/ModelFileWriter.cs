using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Gatelight.Data;
using Gatelight.Layers;
using Gatelight.Models;

namespace Gatelight.Serialization;

/// <summary>Writes a <see cref="ModelBundle"/>: the same bundle gives the same bytes, and what is written can be read.</summary>
internal static class ModelFileWriter
{
    // The first time that a zip can hold: the file must not depend on the clock.
    private static readonly DateTimeOffset Time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    internal static void Write(ModelBundle bundle, Stream stream)
    {
        List<SafetensorsTensor> tensors;
        byte[] document;
        try
        {
            (document, tensors) = Compose(bundle);
        }
        catch (Exception failure) when (failure is InvalidDataException or LayerException or JsonException or NotSupportedException or InvalidOperationException or ArgumentException)
        {
            throw new InvalidInputException($"Cannot save the model: {failure.Message.ReplaceLineEndings(" ")}", failure);
        }

        using ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true);
        using (Stream entry = Entry(archive, ModelFileFormat.DocumentEntry))
            entry.Write(document);
        using (Stream entry = Entry(archive, ModelFileFormat.WeightsEntry))
            SafetensorsFile.Write(entry, tensors);
    }

    private static (byte[] Document, List<SafetensorsTensor> Tensors) Compose(ModelBundle bundle)
    {
        ModelFileLimits.CheckMembers([.. bundle.Members.Select(member => member.Architecture)]);
        List<ModelArchitecture> architectures = [];
        List<string> stored = [];
        List<int> members = [];
        List<SafetensorsTensor> tensors = [];
        for (int m = 0; m < bundle.Members.Count; m++)
        {
            Model<float> model = bundle.Members[m];
            CheckKinds(model.Architecture);
            _ = PlannedWeight.Of(model.Architecture);
            string architecture = JsonSerializer.Serialize(model.Architecture, ModelJson.Architecture);
            int number = stored.IndexOf(architecture);
            if (number < 0)
            {
                number = stored.Count;
                stored.Add(architecture);
                architectures.Add(model.Architecture);
            }

            members.Add(number);
            foreach (Parameter<float> parameter in model.Parameters.All)
                tensors.Add(new SafetensorsTensor(ModelFileLimits.WeightName(m, parameter.Name), parameter.Shape, model.Parameters.Values.AsMemory(parameter.Offset, parameter.Length)));
        }

        byte[] document = JsonSerializer.SerializeToUtf8Bytes(
            new ModelDocument(
                ModelFileFormat.Name, ModelFileFormat.Version, bundle.Task, Sorted(bundle.Metadata), Sorted(bundle.Metrics),
                bundle.TrainingData, bundle.Pipeline, architectures, members, Sha256Of(tensors)),
            ModelJson.Document);
        if (document.Length > ModelFileFormat.MaximumDocumentBytes)
            throw ModelFileFormat.Problem($"its description takes {document.Length} bytes, above the limit of {ModelFileFormat.MaximumDocumentBytes}", "store less in the pipeline and the metadata.");
        return (document, tensors);
    }

    private static void CheckKinds(ModelArchitecture architecture)
    {
        IReadOnlyList<string> names = architecture.LayerNames();
        for (int n = 0; n < names.Count; n++)
        {
            Layer layer = architecture.Nodes[n].Layer;
            if (!ModelJson.Knows(layer))
                throw ModelFileFormat.Problem($"layer {OneLine.Of(names[n])} is of the kind {OneLine.Of(layer.Kind)}, which a model file cannot hold", "build the model from Gatelight's own layers.");
        }
    }

    private static string Sha256Of(List<SafetensorsTensor> tensors)
    {
        using SHA256 hash = SHA256.Create();
        using (CryptoStream sink = new(Stream.Null, hash, CryptoStreamMode.Write))
            SafetensorsFile.Write(sink, tensors);
        return Convert.ToHexStringLower(hash.Hash!);
    }

    private static SortedDictionary<string, TValue> Sorted<TValue>(IReadOnlyDictionary<string, TValue> values) =>
        new(values.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);

    // Not compressed: weights hardly shrink, and a file that cannot unpack to more than its own size cannot be a bomb.
    private static Stream Entry(ZipArchive archive, string name)
    {
        ZipArchiveEntry entry = archive.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = Time;
        return entry.Open();
    }
}
