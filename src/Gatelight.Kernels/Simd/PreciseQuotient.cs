using System.Runtime.CompilerServices;

namespace Gatelight.Kernels.Simd;

/// <summary>The quotient that sigmoid and tanh end with, almost correctly rounded: rounding its divisor would cost up to one unit in the last place.</summary>
internal static class PreciseQuotient
{
    /// <summary><c>numerator / (constant + addend)</c> for a constant and an addend that are not negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Divide<TLane>(TLane numerator, TLane constant, TLane addend)
        where TLane : struct, ILane<TLane>
    {
        TLane divisor = constant + addend;
        TLane lost = addend - (divisor - constant);
        TLane reciprocal = TLane.Broadcast(1f) / divisor;
        TLane quotient = numerator * reciprocal;

        // One Newton step: what quotient times the whole divisor still lacks of the numerator.
        TLane negative = TLane.Broadcast(0f) - quotient;
        TLane remainder = TLane.MultiplyAdd(negative, lost, TLane.MultiplyAdd(negative, divisor, numerator));
        return TLane.MultiplyAdd(remainder, reciprocal, quotient);
    }
}
