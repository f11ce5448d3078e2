using Gatelight.Data;

namespace Gatelight.Formats;

/// <summary>Opens and writes models of every known kind of file; what a file is follows from its content.</summary>
public static class ModelFiles
{
    /// <summary>The first bytes of a file that <see cref="IModelImporter.Recognises"/> sees.</summary>
    public const int HeadLength = 4096;

    /// <summary>Every kind of file that can be opened, in the order in which they are asked.</summary>
    public static IReadOnlyList<IModelImporter> Importers { get; } =
        [new GatelightImporter(), new PyTorch.CheckpointImporter(), new PyTorch.SafetensorsImporter(), new Keras.KerasImporter(), new Onnx.OnnxImporter()];

    /// <summary>Every kind of file that can be written.</summary>
    public static IReadOnlyList<IModelExporter> Exporters { get; } = [new GatelightExporter(), new Onnx.OnnxExporter(), new Keras.KerasExporter(), new PyTorch.SafetensorsExporter()];

    /// <summary>Opens a model.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidInputException">The file is missing, of no known kind, cut off, altered, or holds what is not supported.</exception>
    public static ForeignModel Open(string path) => Find(path).Open(path);

    /// <summary>The importer for a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidInputException">The file is missing or of no known kind.</exception>
    public static IModelImporter Find(string path)
    {
        byte[] head = Head(path);
        foreach (IModelImporter importer in Importers)
        {
            if (importer.Recognises(head, path))
                return importer;
        }

        throw new InvalidInputException(
            $"Cannot read the model {path}: {(head.Length == 0 ? "it is empty" : "its content is of no known kind")}; give a file of one of {string.Join(", ", Importers.Select(importer => importer.Format))}.");
    }

    /// <summary>The exporter for a file's name.</summary>
    /// <param name="path">The file to write.</param>
    /// <exception cref="InvalidInputException">No format has this ending.</exception>
    public static IModelExporter ExporterFor(string path) =>
        Exporters.FirstOrDefault(exporter => path.EndsWith(exporter.Extension, StringComparison.OrdinalIgnoreCase))
        ?? throw new InvalidInputException($"Cannot write {path}: no format is known by that ending; end the name with one of {string.Join(", ", Exporters.Select(exporter => exporter.Extension))}.");

    private static byte[] Head(string path)
    {
        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0', StringComparison.Ordinal))
            throw new InvalidInputException("The path of the model is empty or not a path; give the name of a model file.");
        if (Directory.Exists(path))
            throw new InvalidInputException($"Cannot read the model {path}: it is a folder; give the name of a model file.");
        if (!File.Exists(path))
            throw new InvalidInputException($"Cannot read the model {path}: there is no such file; check the path, or train and save a model first.");
        try
        {
            using FileStream stream = File.OpenRead(path);
            byte[] head = new byte[Math.Min(HeadLength, stream.Length)];
            return head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new InvalidInputException($"Cannot read the model {path}: {OneLine.Of(failure.Message)} Check that the file may be read.", failure);
        }
    }
}
