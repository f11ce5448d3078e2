using System.Runtime.CompilerServices;

namespace Gatelight.Kernels.Simd;

/// <summary><c>max(0, x)</c>; NaN stays NaN.</summary>
internal readonly struct ReluOperation : IUnaryOperation
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Invoke<TLane>(TLane x)
        where TLane : struct, ILane<TLane> => TLane.WhereNegative(x, default, x);
}
