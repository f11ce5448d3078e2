using Gatelight.Layers;

namespace Gatelight.Formats.Onnx.Running;

/// <summary>An operator cannot take what it receives; the runner adds which node it was.</summary>
internal sealed class OperatorException(string message) : Exception(message)
{
    /// <summary>Whether a failure comes of what a node says or reads.</summary>
    internal static bool IsOfNode(Exception failure) => failure is OperatorException or LayerException or ArithmeticException or ArgumentException
        or InvalidOperationException or IndexOutOfRangeException or NotSupportedException or InvalidCastException or RankException or ArrayTypeMismatchException;
}
