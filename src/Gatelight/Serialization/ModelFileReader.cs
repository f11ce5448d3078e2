using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Gatelight.Data;
using Gatelight.Kernels;
using Gatelight.Models;

namespace Gatelight.Serialization;

/// <summary>
/// Reads a <see cref="ModelBundle"/> from a file that may be hostile: entries are not compressed, so nothing is larger than
/// the file; the weights must be those of the architecture before memory is taken for them.
/// </summary>
internal static class ModelFileReader
{
    internal static ModelBundle Read(Stream stream)
    {
        stream.Position = 0;
        using ZipArchive archive = Open(stream);
        ZipArchiveEntry documentEntry = Find(archive, ModelFileFormat.DocumentEntry, ModelFileFormat.MaximumDocumentBytes, stream.Length);
        ZipArchiveEntry weightsEntry = Find(archive, ModelFileFormat.WeightsEntry, ModelFileFormat.MaximumWeightBytes, stream.Length);
        ModelDocument document = ReadDocument(documentEntry);
        ModelArchitecture[] architectures = [.. document.Members.Select(number => Architecture(document, number))];
        ModelFileLimits.CheckMembers(architectures);
        CheckHash(weightsEntry, document.WeightsSha256);
        return new ModelBundle
        {
            Task = document.Task,
            Members = ReadMembers(weightsEntry, architectures),
            Pipeline = document.Pipeline,
            Metadata = document.Metadata,
            Metrics = document.Metrics,
            TrainingData = document.TrainingData,
        };
    }

    private static ZipArchive Open(Stream stream)
    {
        if (stream.Length == 0)
            throw ModelFileFormat.Problem("it is empty");
        ZipArchive? archive = null;
        try
        {
            archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            _ = archive.Entries.Count;
            return archive;
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or ArgumentException or OverflowException or NotSupportedException)
        {
            archive?.Dispose();
            throw new InvalidDataException(
                ModelFileFormat.Problem("it is not a .gatelight file, or it is cut off", "check the name, or get a whole copy of the file.").Message, failure);
        }
    }

    private static ZipArchiveEntry Find(ZipArchive archive, string name, long limit, long fileLength)
    {
        ZipArchiveEntry[] found = [.. archive.Entries.Where(entry => entry.FullName == name)];
        if (found.Length == 0)
            throw ModelFileFormat.Problem($"it holds no {name}, so it is not a .gatelight file or was altered", "check the name, or get a whole copy of the file.");
        if (found.Length > 1)
            throw ModelFileFormat.Problem($"it holds {name} more than once");
        ZipArchiveEntry entry = found[0];
        if (entry.Length != entry.CompressedLength || entry.IsEncrypted)
            throw ModelFileFormat.Problem($"its {name} was packed by another program", "store it without compression or encryption, or save the model again.");
        if (entry.Length > limit || entry.Length > fileLength)
            throw ModelFileFormat.Problem($"its {name} claims {entry.Length} bytes, above the limit of {Math.Min(limit, fileLength)}");
        return entry;
    }

    private static ModelDocument ReadDocument(ZipArchiveEntry entry)
    {
        byte[] bytes = new byte[entry.Length];
        using (Stream stream = entry.Open())
            stream.ReadExactly(bytes);
        if (Crc32.Of(bytes) != entry.Crc32)
            throw ModelFileFormat.Problem($"its {entry.FullName} was altered");
        ModelDocumentHeader? header = JsonSerializer.Deserialize(bytes, ModelJson.Header);
        if (header?.Format != ModelFileFormat.Name)
            throw ModelFileFormat.Problem("it is not a .gatelight file", "check the name.");
        if (header.Version > ModelFileFormat.Version)
            throw ModelFileFormat.Problem($"its format is version {header.Version}, and this Gatelight reads up to version {ModelFileFormat.Version}", "update Gatelight.");
        if (header.Version < 1)
            throw ModelFileFormat.Problem($"its format is version {header.Version}, which does not exist");
        ModelDocument document = Parse(bytes);
        if (document.Metadata.Values.Any(value => value is null))
            throw ModelFileFormat.Problem("a value of its metadata is null");
        return document;
    }

    private static ModelDocument Parse(byte[] bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, ModelJson.Document)!;
        }
        catch (NotSupportedException failure)
        {
            throw new InvalidDataException(ModelFileFormat.Problem("a layer does not say its kind").Message, failure);
        }
    }

    private static ModelArchitecture Architecture(ModelDocument document, int number)
    {
        if ((uint)number >= (uint)document.Architectures.Count || document.Architectures[number] is not { } architecture)
            throw ModelFileFormat.Problem($"a member names architecture {number}, but there are {document.Architectures.Count}");
        if (architecture.Nodes.Any(node => node is null))
            throw ModelFileFormat.Problem("a layer is null");
        return architecture;
    }

    private static void CheckHash(ZipArchiveEntry entry, string expected)
    {
        using Stream stream = entry.Open();
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] chunk = new byte[1 << 16];
        for (long left = entry.Length; left > 0;)
        {
            int count = (int)Math.Min(left, chunk.Length);
            stream.ReadExactly(chunk, 0, count);
            hash.AppendData(chunk, 0, count);
            left -= count;
        }

        if (Convert.ToHexStringLower(hash.GetHashAndReset()) != expected)
            throw ModelFileFormat.Problem("its weights were altered");
    }

    private static Model<float>[] ReadMembers(ZipArchiveEntry entry, ModelArchitecture[] architectures)
    {
        using Stream stream = entry.Open();
        IReadOnlyList<SafetensorsEntry> stored = SafetensorsFile.ReadHeader(stream, entry.Length);
        CheckWeights(stored, architectures);
        Model<float>[] members = [.. architectures.Select(architecture => new Model<float>(architecture, seed: null, KernelRegistry.For<float>()))];
        Dictionary<string, (Model<float> Model, Parameter<float> Parameter)> targets = new(StringComparer.Ordinal);
        for (int m = 0; m < members.Length; m++)
        {
            foreach (Parameter<float> parameter in members[m].Parameters.All)
                targets.Add(ModelFileLimits.WeightName(m, parameter.Name), (members[m], parameter));
        }

        foreach (SafetensorsEntry weight in stored)
            SafetensorsFile.ReadValues(stream, weight.Name, targets[weight.Name].Parameter.Values);
        foreach (Model<float> member in members)
            member.Parameters.MarkChanged();
        return members;
    }

    private static void CheckWeights(IReadOnlyList<SafetensorsEntry> stored, ModelArchitecture[] architectures)
    {
        Dictionary<string, SafetensorsEntry> left = stored.ToDictionary(weight => weight.Name, StringComparer.Ordinal);
        Dictionary<ModelArchitecture, IReadOnlyList<PlannedWeight>> plans = new(ReferenceEqualityComparer.Instance);
        for (int m = 0; m < architectures.Length; m++)
        {
            if (!plans.TryGetValue(architectures[m], out IReadOnlyList<PlannedWeight>? plan))
                plans.Add(architectures[m], plan = PlannedWeight.Of(architectures[m]));
            foreach (PlannedWeight planned in plan)
            {
                string name = ModelFileLimits.WeightName(m, planned.Name);
                if (!left.Remove(name, out SafetensorsEntry? weight))
                    throw ModelFileFormat.Problem($"weight {OneLine.Of(name)} is missing");
                if (!weight.Shape.SequenceEqual(planned.Shape.Select(size => (long)size)))
                    throw ModelFileFormat.Problem($"weight {OneLine.Of(name)} is [{string.Join(", ", weight.Shape.Take(4))}], not [{string.Join(", ", planned.Shape)}] as its layer needs");
            }
        }

        if (left.Count > 0)
            throw ModelFileFormat.Problem($"weight {OneLine.Of(left.Keys.First())} belongs to no layer");
    }
}
