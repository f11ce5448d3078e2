using System.Numerics;

namespace Gatelight.Formats.Onnx.Operators;

/// <summary>Two numbers to a truth.</summary>
internal interface IComparison
{
    static abstract bool Of<T>(T left, T right)
        where T : unmanaged, INumber<T>;
}
