namespace Gatelight.Kernels.Simd;

/// <summary>
/// A register of floats of one width, seen through static abstract members: every vector kernel is written once
/// against it and compiled once for each width. Multiplication and addition are fused into one rounding everywhere.
/// </summary>
/// <typeparam name="TSelf">The implementing register.</typeparam>
internal unsafe interface ILane<TSelf>
    where TSelf : struct, ILane<TSelf>
{
    /// <summary>The number of floats.</summary>
    static abstract int Width { get; }

    /// <summary>Whether the processor has 32 registers of this width instead of 16: how tall a product tile may be.</summary>
    static abstract bool HasManyRegisters { get; }

    /// <summary>The same value in every float.</summary>
    static abstract TSelf Broadcast(float value);

    /// <summary>Reads <see cref="Width"/> floats.</summary>
    static abstract TSelf Load(float* source);

    /// <summary>Reads the first <paramref name="count"/> floats and no memory past them; the others are 0.</summary>
    static abstract TSelf LoadPartial(float* source, int count);

    /// <summary>Writes <see cref="Width"/> floats.</summary>
    static abstract void Store(TSelf value, float* target);

    /// <summary>Writes the first <paramref name="count"/> floats and touches nothing past them.</summary>
    static abstract void StorePartial(TSelf value, float* target, int count);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    static abstract TSelf operator /(TSelf left, TSelf right);

    /// <summary><c>left * right + addend</c>, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf left, TSelf right, TSelf addend);

    /// <summary><c>addend - left * right</c>, rounded once.</summary>
    static abstract TSelf MultiplySubtract(TSelf left, TSelf right, TSelf addend);

    /// <summary>The absolute value.</summary>
    static abstract TSelf Abs(TSelf value);

    /// <summary>The square root.</summary>
    static abstract TSelf Sqrt(TSelf value);

    /// <summary>The nearest integer, ties to even.</summary>
    static abstract TSelf Round(TSelf value);

    /// <summary>The smaller of <paramref name="value"/> and <paramref name="bound"/>; a NaN value stays NaN.</summary>
    static abstract TSelf AtMost(TSelf value, TSelf bound);

    /// <summary>The larger of <paramref name="value"/> and <paramref name="bound"/>; a NaN value stays NaN.</summary>
    static abstract TSelf AtLeast(TSelf value, TSelf bound);

    /// <summary>The magnitude of one operand with the sign of the other.</summary>
    static abstract TSelf CopySign(TSelf magnitude, TSelf sign);

    /// <summary><paramref name="negative"/> where <paramref name="value"/> is below 0, else <paramref name="otherwise"/>.</summary>
    static abstract TSelf WhereNegative(TSelf value, TSelf negative, TSelf otherwise);

    /// <summary>The sum of all floats: the upper half is added to the lower one until one float is left.</summary>
    static abstract float Sum(TSelf value);

    /// <summary><c>value · 2ⁿ</c>, rounded once, for an integral <c>n</c> in [-152, 129] and a value in [½, 2] or NaN.</summary>
    static abstract TSelf Scale(TSelf value, TSelf n);

    /// <summary><c>2ⁿ</c> for an integral <c>n</c> in [-126, 127].</summary>
    static abstract TSelf PowerOfTwo(TSelf n);
}
