namespace Gatelight.Formats.Onnx.Schema;

/// <summary>A dimension: fixed where <see cref="Size"/> is 0 or more, otherwise free, perhaps with a name.</summary>
internal readonly record struct OnnxDimension(long Size, string? Name)
{
    internal const long Free = -1;

    internal bool IsFixed => Size >= 0;
}
