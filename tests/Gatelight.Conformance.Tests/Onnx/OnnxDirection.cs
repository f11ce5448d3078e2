namespace Gatelight.Conformance.Tests.Onnx;

/// <summary>The values of the attribute direction.</summary>
public enum OnnxDirection
{
    Forward,
    Reverse,
    Bidirectional,
}
