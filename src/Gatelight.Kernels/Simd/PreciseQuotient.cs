using System.Runtime.CompilerServices;

namespace Gatelight.Kernels.Simd;

/// <summary>The quotient that sigmoid and tanh end with, almost correctly rounded: rounding its divisor would cost up to one unit in the last place.</summary>
internal static class PreciseQuotient
{
    /// <summary><c>numerator / (constant + addend)</c> for a constant of 1 or 2, an addend that is not negative, and a quotient of at most 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Divide<TLane>(TLane numerator, TLane constant, TLane addend)
        where TLane : struct, ILane<TLane>
    {
        TLane reciprocal = TLane.Broadcast(1f) / (constant + addend);
        TLane quotient = numerator * reciprocal;

        // One Newton step with the divisor as it was before it was rounded: what quotient times it still lacks of the numerator.
        TLane remainder = TLane.MultiplySubtract(quotient, addend, TLane.MultiplySubtract(quotient, constant, numerator));
        return TLane.MultiplyAdd(remainder, reciprocal, quotient);
    }
}
