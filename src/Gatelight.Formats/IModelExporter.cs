using Gatelight.Data;

namespace Gatelight.Formats;

/// <summary>Writes models as one kind of file. A new kind is a class that does this and its line in <see cref="ModelFiles.Exporters"/>.</summary>
public interface IModelExporter
{
    /// <summary>The kind of file, as in <c>ONNX</c>.</summary>
    string Format { get; }

    /// <summary>How the names of such files end, as in <c>.onnx</c>.</summary>
    string Extension { get; }

    /// <summary>Writes a model, whole or not at all.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The file to write; an existing one is replaced.</param>
    /// <returns>What could not be kept, one sentence each.</returns>
    /// <exception cref="InvalidInputException">A layer cannot be said in this format, or the file cannot be written; the message is one line.</exception>
    IReadOnlyList<string> Write(LayeredModel model, string path);
}
