using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Gatelight.Formats.Hdf5;

namespace Gatelight.Formats.Keras;

/// <summary>A Keras model in one or two files: what it is, its weights, and which Keras wrote it.</summary>
internal sealed class KerasFile : IDisposable
{
    private const int MaximumConfigBytes = 64 << 20;
    private const int MaximumRatio = 100;
    private const long AlwaysAllowed = 64L << 20;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 256 };

    private readonly List<IDisposable> _open = [];

    private KerasFile()
    {
    }

    /// <summary>The configuration: an object with class_name and config, or the config itself.</summary>
    internal JsonElement Config { get; private set; }

    /// <summary>The weights; null where the file has none.</summary>
    internal KerasWeights? Weights { get; private set; }

    /// <summary>The version of Keras, as it was written.</summary>
    internal string? Version { get; private set; }

    /// <summary>The library that computed.</summary>
    internal string? Backend { get; private set; }

    /// <summary>Whether the file also holds how the model was trained.</summary>
    internal bool HasTraining { get; private set; }

    /// <summary>How the container is called in messages.</summary>
    internal string Container { get; private set; } = "HDF5";

    /// <summary>Opens a file, and the one with its weights or its architecture where they lie beside it.</summary>
    internal static KerasFile Open(string path)
    {
        KerasFile file = new();
        try
        {
            file.Read(path);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Opens an architecture in JSON and the file with its weights.</summary>
    internal static KerasFile Open(string architecture, string weights)
    {
        KerasFile file = new();
        try
        {
            file.ReadWeights(weights);
            file.ReadJson(File.ReadAllBytes(Checked(architecture)));
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        for (int n = _open.Count - 1; n >= 0; n--)
            _open[n].Dispose();
    }

    private void Read(string path)
    {
        Span<byte> head = stackalloc byte[8];
        using (FileStream stream = File.OpenRead(path))
        {
            head = head[..stream.ReadAtLeast(head, 8, throwOnEndOfStream: false)];
        }

        if (head.StartsWith("PK"u8))
        {
            ReadArchive(path);
            return;
        }

        if (head.TrimStart(" \t\r\n"u8).StartsWith("{"u8))
        {
            ReadJson(File.ReadAllBytes(Checked(path)));
            ReadWeights(Beside(path, KerasNames.WeightsFor(path)) ?? throw KerasProblem.Of("it tells the architecture alone", $"put the weights beside it, as {Path.GetFileNameWithoutExtension(path)}.h5."));
            return;
        }

        if (ReadWeights(path))
            return;
        ReadJson(File.ReadAllBytes(Checked(Beside(path, KerasNames.ArchitecturesFor(path)) ?? throw KerasProblem.Of("it holds weights alone", $"put the architecture beside it, as {Path.GetFileNameWithoutExtension(path)}.json (model.to_json()), or save the whole model."))));
    }

    private static string? Beside(string path, IEnumerable<string> names) =>
        names.Select(name => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, name)).FirstOrDefault(File.Exists);

    private static string Checked(string path) =>
        new FileInfo(path).Length <= MaximumConfigBytes ? path : throw KerasProblem.Of($"its architecture has more than {MaximumConfigBytes} bytes", "give a file that Keras wrote.");

    // True where the architecture came along.
    private bool ReadWeights(string path)
    {
        FileStream stream = File.OpenRead(path);
        _open.Add(stream);
        var root = Hdf5File.Open(stream);
        Version ??= root.Text("keras_version");
        Backend ??= root.Text("backend");
        HasTraining = root.Text("training_config") is not null;
        Hdf5Object weights = root.Child("model_weights") ?? root;
        Version ??= weights.Text("keras_version");
        Backend ??= weights.Text("backend");
        Weights = PathKerasWeights.Recognises(weights) ? new PathKerasWeights(weights) : new NamedKerasWeights(weights);
        if (root.Text("model_config") is not { } config)
            return false;
        ReadJson(System.Text.Encoding.UTF8.GetBytes(config));
        return true;
    }

    private void ReadArchive(string path)
    {
        Container = ".keras";
        FileStream stream = File.OpenRead(path);
        _open.Add(stream);
        ZipArchive archive = new(stream, ZipArchiveMode.Read, leaveOpen: true);
        _open.Add(archive);
        ReadJson(Bytes(Entry(archive, "config.json"), MaximumConfigBytes));
        if (archive.GetEntry("metadata.json") is { } metadata)
        {
            using var document = JsonDocument.Parse(Bytes(metadata, 1 << 20), Options);
            Version = Text(document.RootElement, "keras_version") ?? Version;
        }

        ZipArchiveEntry weights = Entry(archive, "model.weights.h5");
        if (weights.CompressedLength > stream.Length || weights.Length > AlwaysAllowed + MaximumRatio * weights.CompressedLength)
            throw KerasProblem.Of($"its weights claim {weights.Length} bytes");
        Weights = new PathKerasWeights(OpenWeights(stream, weights));
        HasTraining = Config.ValueKind == JsonValueKind.Object && Config.TryGetProperty("compile_config", out JsonElement training) && training.ValueKind == JsonValueKind.Object;
    }

    // Weights that are stored as they are, as Keras does, are read where they lie; others are unpacked first.
    private Hdf5Object OpenWeights(FileStream stream, ZipArchiveEntry entry)
    {
        Stream content = entry.Open();
        _open.Add(content);
        byte[] head = new byte[Math.Min(8, entry.Length)];
        content.ReadExactly(head);
        long start = stream.Position - head.Length;
        if (entry.CompressedLength == entry.Length && start > 0 && start + entry.Length <= stream.Length)
        {
            byte[] stored = new byte[head.Length];
            stream.Position = start;
            stream.ReadExactly(stored);
            if (stored.AsSpan().SequenceEqual(head))
                return Hdf5File.Open(stream, start, entry.Length);
            stream.Position = start + head.Length;
        }

        return Hdf5File.Open(new MemoryStream(Bytes(entry, Array.MaxLength)));
    }

    private static byte[] Bytes(ZipArchiveEntry entry, long most)
    {
        if (entry.Length > most || entry.Length > AlwaysAllowed + MaximumRatio * entry.CompressedLength)
            throw KerasProblem.Of($"its part {entry.Name} claims {entry.Length} bytes");
        byte[] bytes = new byte[entry.Length];
        using Stream stream = entry.Open();
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static ZipArchiveEntry Entry(ZipArchive archive, string name) => archive.GetEntry(name) ?? throw KerasProblem.Of($"it has no {name}", "give a file that Keras wrote.");

    private void ReadJson(byte[] bytes)
    {
        var document = JsonDocument.Parse(bytes, Options);
        _open.Add(document);
        Config = document.RootElement;
        Version ??= Text(Config, "keras_version");
        Backend ??= Text(Config, "backend");
    }

    private static string? Text(JsonElement element, string property) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(property, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>The first number of the version; 2 where it is not told, unless the configuration is one of Keras 3.</summary>
    internal int MajorVersion
    {
        get
        {
            string? first = Version?.Split('.')[0];
            if (int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out int major) && major is >= 0 and < 100)
                return Math.Max(1, major);
            return Config.ValueKind == JsonValueKind.Object && Config.TryGetProperty("module", out _) ? 3 : 2;
        }
    }
}
