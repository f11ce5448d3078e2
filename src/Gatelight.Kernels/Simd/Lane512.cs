using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Gatelight.Kernels.Simd;

/// <summary>16 floats in a 512-bit register.</summary>
internal readonly unsafe struct Lane512 : ILane<Lane512>
{
    private readonly Vector512<float> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lane512(Vector512<float> value) => _value = value;

    public static int Width => 16;

    public static bool HasManyRegisters => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 Broadcast(float value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 Load(float* source) => new(Vector512.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 LoadPartial(float* source, int count)
    {
        if (Avx512F.IsSupported)
            return new(Avx512F.MaskLoad(source, Mask(count), Vector512<float>.Zero));
        Vector512<float> value = default;
        Unsafe.CopyBlockUnaligned(&value, source, (uint)count * sizeof(float));
        return new(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lane512 value, float* target) => value._value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePartial(Lane512 value, float* target, int count)
    {
        if (Avx512F.IsSupported)
        {
            Avx512F.MaskStore(target, Mask(count), value._value);
            return;
        }

        Vector512<float> copy = value._value;
        Unsafe.CopyBlockUnaligned(target, &copy, (uint)count * sizeof(float));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 operator +(Lane512 left, Lane512 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 operator -(Lane512 left, Lane512 right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 operator *(Lane512 left, Lane512 right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 operator /(Lane512 left, Lane512 right) => new(left._value / right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 MultiplyAdd(Lane512 left, Lane512 right, Lane512 addend) =>
        new(Vector512.FusedMultiplyAdd(left._value, right._value, addend._value));

    // The compiler does not find this instruction by itself: it negates first.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 MultiplySubtract(Lane512 left, Lane512 right, Lane512 addend)
    {
        if (Avx512F.IsSupported)
            return new(Avx512F.FusedMultiplyAddNegated(left._value, right._value, addend._value));
        return new(Vector512.FusedMultiplyAdd(-left._value, right._value, addend._value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 Abs(Lane512 value) => new(Vector512.Abs(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 Sqrt(Lane512 value) => new(Vector512.Sqrt(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 Round(Lane512 value) => new(Vector512.Round(value._value));

    // The native minimum gives its second operand when one is NaN (x86) or the NaN itself (ARM): NaN stays either way.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 AtMost(Lane512 value, Lane512 bound) => new(Vector512.MinNative(bound._value, value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 AtLeast(Lane512 value, Lane512 bound) => new(Vector512.MaxNative(bound._value, value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 CopySign(Lane512 magnitude, Lane512 sign) =>
        new(Vector512.CopySign(magnitude._value, sign._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 WhereNegative(Lane512 value, Lane512 negative, Lane512 otherwise) =>
        new(Vector512.ConditionalSelect(
            Vector512.LessThan(value._value, Vector512<float>.Zero), negative._value, otherwise._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Lane512 value) => Lane256.Sum(new(value._value.GetLower() + value._value.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 Scale(Lane512 value, Lane512 n)
    {
        if (Avx512F.IsSupported)
            return new(Avx512F.Scale(value._value, n._value));

        // In two halves: the first product is exact, the second alone rounds, overflows or turns subnormal.
        Lane512 half = Round(n * Broadcast(0.5f));
        return value * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    // The biased exponent of a float sits above its 23 bits of fraction.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 PowerOfTwo(Lane512 n) =>
        new(((Vector512.ConvertToInt32Native(n._value) + Vector512.Create(127)) << 23).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Mask(int count) =>
        Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).AsSingle();
}
