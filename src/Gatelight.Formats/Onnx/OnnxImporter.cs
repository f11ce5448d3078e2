namespace Gatelight.Formats.Onnx;

/// <summary>Opens <c>.onnx</c> files of opset 7 to 22.</summary>
public sealed class OnnxImporter : IModelImporter
{
    private const byte VersionTag = 0x08, GraphTag = 0x3A;

    /// <inheritdoc/>
    public string Format => "ONNX";

    /// <inheritdoc/>
    /// <remarks>A protobuf message has no mark of its own: nearly all begin with the field ir_version; any other is known by the name of the file.</remarks>
    public bool Recognises(ReadOnlySpan<byte> head, string path) =>
        (head.Length > 2 && head[0] == VersionTag && head[1] is > 0 and < 32) || (head.Length > 0 && head[0] == GraphTag) || path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public ForeignModel Open(string path) => OnnxLoader.Open(path);
}
