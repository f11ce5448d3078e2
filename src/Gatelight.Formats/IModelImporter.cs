using Gatelight.Data;

namespace Gatelight.Formats;

/// <summary>Opens models of one kind of file. A new kind is a class that does this and its line in <see cref="ModelFiles.Importers"/>.</summary>
public interface IModelImporter
{
    /// <summary>The kind of file, as in <c>ONNX</c>.</summary>
    string Format { get; }

    /// <summary>Whether a file is of this kind, from its first bytes: names of files lie.</summary>
    /// <param name="head">The first bytes, at most <see cref="ModelFiles.HeadLength"/>.</param>
    /// <param name="path">The file, for kinds that its first bytes do not tell.</param>
    bool Recognises(ReadOnlySpan<byte> head, string path);

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidInputException">The file is cut off, altered, or holds what is not supported; the message is one line.</exception>
    ForeignModel Open(string path);
}
