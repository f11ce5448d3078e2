using System.Runtime.CompilerServices;

namespace Gatelight.Kernels.Simd;

/// <summary><c>eˣ</c> by range reduction: <c>x = n·ln 2 + r</c> with <c>|r| ≤ ½ ln 2</c>, then <c>eˣ = 2ⁿ(1 + (eʳ - 1))</c>.</summary>
/// <remarks>Largest error over all 2³² floats, against double arithmetic: 1.04 units in the last place, at -5.848.</remarks>
internal readonly struct ExpOperation : IUnaryOperation
{
    // ln 2 in two parts; the first has trailing zeros, so that n times it is exact.
    private const float Ln2High = 0.693145751953125f;
    private const float Ln2Low = 1.42860682030941723212e-6f;
    private const float Ln2 = 0.693147180559945309417f;
    private const float NoFraction = 12582912f;
    private const float Log2E = 1.44269504088896340736f;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Invoke<TLane>(TLane x)
        where TLane : struct, ILane<TLane> => OfAtMost(TLane.AtMost(x, TLane.Broadcast(89f))); // past 89 it is +∞ in any case

    /// <summary><c>eˣ</c> for x at most 89 or NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLane OfAtMost<TLane>(TLane x)
        where TLane : struct, ILane<TLane>
    {
        // Below -105 the result is 0 in any case, and n stays where 2ⁿ can be built.
        TLane expm1 = ReducedExpm1(TLane.AtLeast(x, TLane.Broadcast(-105f)), out TLane n);
        return TLane.Scale(expm1 + TLane.Broadcast(1f), n);
    }

    /// <summary><c>eʳ - 1</c> and <c>n</c> with <c>x = n·ln 2 + r</c>, relatively accurate for small <c>x</c> too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLane ReducedExpm1<TLane>(TLane x, out TLane n)
        where TLane : struct, ILane<TLane>
    {
        n = NearestMultiple(x);
        TLane r = TLane.MultiplySubtract(n, TLane.Broadcast(Ln2High), x);
        return Expm1(TLane.MultiplySubtract(n, TLane.Broadcast(Ln2Low), r));
    }

    /// <summary>As <see cref="ReducedExpm1"/> with ln 2 in one part, which errs by n·2·10⁻⁹: it does not show where a large <c>eˣ</c> hardly counts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLane RoughlyReducedExpm1<TLane>(TLane x, out TLane n)
        where TLane : struct, ILane<TLane>
    {
        n = NearestMultiple(x);
        return Expm1(TLane.MultiplySubtract(n, TLane.Broadcast(Ln2), x));
    }

    // n for x / ln 2 of less than 2²²: next to 1.5 · 2²³ a float has no fraction, so that the addition rounds.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane NearestMultiple<TLane>(TLane x)
        where TLane : struct, ILane<TLane> =>
        TLane.MultiplyAdd(x, TLane.Broadcast(Log2E), TLane.Broadcast(NoFraction)) - TLane.Broadcast(NoFraction);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Expm1<TLane>(TLane r)
        where TLane : struct, ILane<TLane>
    {
        // The minimax polynomial (Remez) of (eʳ - 1 - r) / r² on |r| ≤ ½ ln 2, weighted by the relative error of eʳ - 1: at most 0.24 units of it.
        TLane p = TLane.Broadcast(0.0013900574995204806f);
        p = TLane.MultiplyAdd(p, r, TLane.Broadcast(0.008366117253899574f));
        p = TLane.MultiplyAdd(p, r, TLane.Broadcast(0.04166682809591293f));
        p = TLane.MultiplyAdd(p, r, TLane.Broadcast(0.1666654795408249f));
        p = TLane.MultiplyAdd(p, r, TLane.Broadcast(0.5f));
        return TLane.MultiplyAdd(p, r * r, r);
    }
}
