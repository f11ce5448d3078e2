using Gatelight.Data;
using Gatelight.Formats.Onnx.Schema;
using Gatelight.Formats.Onnx.Wire;

namespace Gatelight.Formats.Onnx;

/// <summary>Reads ONNX files, and says in one line what is wrong with one.</summary>
internal static class OnnxLoader
{
    /// <summary>The operator sets that are known.</summary>
    internal const int OldestOpset = 7, NewestOpset = 22;

    internal static OnnxModel Open(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return Open(stream, Path.GetDirectoryName(Path.GetFullPath(path)));
        }
        catch (Exception failure) when (Explain(failure) is { } problem)
        {
            throw new InvalidInputException($"Cannot read the model {path}: {problem}.", failure);
        }
    }

    internal static OnnxModel Open(Stream stream, string? folder)
    {
        ProtobufReader reader = new(stream);
        if (stream.Length == 0)
            throw new InvalidDataException("it is empty; get a whole copy of the file");
        OnnxFile file = new MessageParser(new TensorParser(folder is null ? null : new ExternalData(folder))).Model(reader);
        if (file.Opset is < OldestOpset)
            throw new InvalidDataException($"it is written in opset {file.Opset}, and {OldestOpset} to {NewestOpset} are supported; convert it with onnx.version_converter");
        return new OnnxModel(FunctionExpansion.Expand(file));
    }

    /// <summary>What a failure says about the file, or null where the failure is not the file's.</summary>
    internal static string? Explain(Exception failure) => failure switch
    {
        InvalidDataException or InvalidInputException => OneLineText(failure.Message),
        OutOfMemoryException => "it does not fit into memory; use a machine with more of it",
        EndOfStreamException => "it is cut off; get a whole copy of the file",
        UnauthorizedAccessException => "it may not be read; check its permissions",
        OverflowException => "it holds sizes that are too large; get a whole copy of the file",
        IOException => OneLineText(failure.Message),
        _ => null,
    };

    private static string OneLineText(string message) => message.ReplaceLineEndings(" ").TrimEnd('.');
}
