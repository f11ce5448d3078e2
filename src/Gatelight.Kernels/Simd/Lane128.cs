using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Gatelight.Kernels.Simd;

/// <summary>4 floats in a 128-bit register.</summary>
internal readonly unsafe struct Lane128 : ILane<Lane128>
{
    private readonly Vector128<float> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lane128(Vector128<float> value) => _value = value;

    public static int Width => 4;

    public static bool HasManyRegisters => Avx512F.VL.IsSupported || AdvSimd.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 Broadcast(float value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 Load(float* source) => new(Vector128.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 LoadPartial(float* source, int count)
    {
        if (Avx.IsSupported)
            return new(Avx.MaskLoad(source, Mask(count)));
        Vector128<float> value = default;
        Unsafe.CopyBlockUnaligned(&value, source, (uint)count * sizeof(float));
        return new(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lane128 value, float* target) => value._value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePartial(Lane128 value, float* target, int count)
    {
        if (Avx.IsSupported)
        {
            Avx.MaskStore(target, Mask(count), value._value);
            return;
        }

        Vector128<float> copy = value._value;
        Unsafe.CopyBlockUnaligned(target, &copy, (uint)count * sizeof(float));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 operator +(Lane128 left, Lane128 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 operator -(Lane128 left, Lane128 right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 operator *(Lane128 left, Lane128 right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 operator /(Lane128 left, Lane128 right) => new(left._value / right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 MultiplyAdd(Lane128 left, Lane128 right, Lane128 addend) =>
        new(Vector128.FusedMultiplyAdd(left._value, right._value, addend._value));

    // The compiler does not find this instruction by itself: it negates first.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 MultiplySubtract(Lane128 left, Lane128 right, Lane128 addend)
    {
        if (Fma.IsSupported)
            return new(Fma.MultiplyAddNegated(left._value, right._value, addend._value));
        return new(Vector128.FusedMultiplyAdd(-left._value, right._value, addend._value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 Abs(Lane128 value) => new(Vector128.Abs(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 Sqrt(Lane128 value) => new(Vector128.Sqrt(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 Round(Lane128 value) => new(Vector128.Round(value._value));

    // The native minimum gives its second operand when one is NaN (x86) or the NaN itself (ARM): NaN stays either way.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 AtMost(Lane128 value, Lane128 bound) => new(Vector128.MinNative(bound._value, value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 AtLeast(Lane128 value, Lane128 bound) => new(Vector128.MaxNative(bound._value, value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 CopySign(Lane128 magnitude, Lane128 sign) =>
        new(Vector128.CopySign(magnitude._value, sign._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 WhereNegative(Lane128 value, Lane128 negative, Lane128 otherwise) =>
        new(Vector128.ConditionalSelect(
            Vector128.LessThan(value._value, Vector128<float>.Zero), negative._value, otherwise._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Lane128 value)
    {
        Vector128<float> two = value._value + Vector128.Shuffle(value._value, Vector128.Create(2, 3, 2, 3));
        return two.GetElement(0) + two.GetElement(1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 Scale(Lane128 value, Lane128 n)
    {
        if (Avx512F.VL.IsSupported)
            return new(Avx512F.VL.Scale(value._value, n._value));

        // In two halves: the first product is exact, the second alone rounds, overflows or turns subnormal.
        Lane128 half = Round(n * Broadcast(0.5f));
        return value * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    // The biased exponent of a float sits above its 23 bits of fraction.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 PowerOfTwo(Lane128 n) =>
        new(((Vector128.ConvertToInt32Native(n._value) + Vector128.Create(127)) << 23).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Mask(int count) =>
        Vector128.LessThan(Vector128<int>.Indices, Vector128.Create(count)).AsSingle();
}
