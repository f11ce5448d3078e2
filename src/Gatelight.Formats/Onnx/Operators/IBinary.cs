using System.Numerics;

namespace Gatelight.Formats.Onnx.Operators;

/// <summary>Two numbers to one.</summary>
internal interface IBinary
{
    static abstract T Of<T>(T left, T right)
        where T : unmanaged, INumber<T>;
}
