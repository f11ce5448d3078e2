using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Gatelight.Kernels.Simd;

/// <summary>8 floats in a 256-bit register.</summary>
internal readonly unsafe struct Lane256 : ILane<Lane256>
{
    private readonly Vector256<float> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lane256(Vector256<float> value) => _value = value;

    public static int Width => 8;

    public static bool HasManyRegisters => Avx512F.VL.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 Broadcast(float value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 Load(float* source) => new(Vector256.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 LoadPartial(float* source, int count)
    {
        if (Avx.IsSupported)
            return new(Avx.MaskLoad(source, Mask(count)));
        Vector256<float> value = default;
        Unsafe.CopyBlockUnaligned(&value, source, (uint)count * sizeof(float));
        return new(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lane256 value, float* target) => value._value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePartial(Lane256 value, float* target, int count)
    {
        if (Avx.IsSupported)
        {
            Avx.MaskStore(target, Mask(count), value._value);
            return;
        }

        Vector256<float> copy = value._value;
        Unsafe.CopyBlockUnaligned(target, &copy, (uint)count * sizeof(float));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 operator +(Lane256 left, Lane256 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 operator -(Lane256 left, Lane256 right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 operator *(Lane256 left, Lane256 right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 operator /(Lane256 left, Lane256 right) => new(left._value / right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 MultiplyAdd(Lane256 left, Lane256 right, Lane256 addend) =>
        new(Vector256.FusedMultiplyAdd(left._value, right._value, addend._value));

    // The compiler does not find this instruction by itself: it negates first.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 MultiplySubtract(Lane256 left, Lane256 right, Lane256 addend)
    {
        if (Fma.IsSupported)
            return new(Fma.MultiplyAddNegated(left._value, right._value, addend._value));
        return new(Vector256.FusedMultiplyAdd(-left._value, right._value, addend._value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 Abs(Lane256 value) => new(Vector256.Abs(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 Sqrt(Lane256 value) => new(Vector256.Sqrt(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 Round(Lane256 value) => new(Vector256.Round(value._value));

    // The native minimum gives its second operand when one is NaN (x86) or the NaN itself (ARM): NaN stays either way.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 AtMost(Lane256 value, Lane256 bound) => new(Vector256.MinNative(bound._value, value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 AtLeast(Lane256 value, Lane256 bound) => new(Vector256.MaxNative(bound._value, value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 CopySign(Lane256 magnitude, Lane256 sign) =>
        new(Vector256.CopySign(magnitude._value, sign._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 WhereNegative(Lane256 value, Lane256 negative, Lane256 otherwise) =>
        new(Vector256.ConditionalSelect(
            Vector256.LessThan(value._value, Vector256<float>.Zero), negative._value, otherwise._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Lane256 value) => Lane128.Sum(new(value._value.GetLower() + value._value.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 Scale(Lane256 value, Lane256 n)
    {
        if (Avx512F.VL.IsSupported)
            return new(Avx512F.VL.Scale(value._value, n._value));

        // In two halves: the first product is exact, the second alone rounds, overflows or turns subnormal.
        Lane256 half = Round(n * Broadcast(0.5f));
        return value * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    // The biased exponent of a float sits above its 23 bits of fraction.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 PowerOfTwo(Lane256 n) =>
        new(((Vector256.ConvertToInt32Native(n._value) + Vector256.Create(127)) << 23).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Mask(int count) =>
        Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)).AsSingle();
}
