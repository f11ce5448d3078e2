using System.Runtime.CompilerServices;

namespace Gatelight.Kernels.Simd;

/// <summary>Layer normalisation, softmax and scaling of rows: short passes over a row that stays in the first-level cache.</summary>
/// <typeparam name="TLane">The register.</typeparam>
internal static unsafe class RowPasses<TLane>
    where TLane : struct, ILane<TLane>
{
    // Several rows go through each pass before the next, because the processor overlaps their sums and waits for none.
    private const int RowsAtOnce = 4;

    /// <summary>See <see cref="KernelSet{T}.NormalizeRows"/>; at least one column, and <paramref name="shift"/> may be null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Normalize(
        float* x, float* gain, float* shift, float* normalized, float* inverseDeviation, float* y, int rows, int columns, float epsilon, bool accumulate)
    {
        int whole = columns - columns % TLane.Width;
        float* means = stackalloc float[RowsAtOnce];
        for (int first = 0; first < rows; first += RowsAtOnce)
        {
            int count = Math.Min(RowsAtOnce, rows - first);
            for (int row = 0; row < count; row++)
                means[row] = RowSums<TLane>.Sum(new RowTerm.Value<TLane>(x + row * columns), columns) / columns;
            for (int row = 0; row < count; row++)
            {
                float variance = RowSums<TLane>.Sum(new RowTerm.SquaredDeviation<TLane>(x + row * columns, means[row]), columns) / columns;
                inverseDeviation[first + row] = 1 / MathF.Sqrt(variance + epsilon);
            }

            for (int row = 0; row < count; row++)
            {
                float inverse = inverseDeviation[first + row];
                for (int n = 0; n < whole; n += TLane.Width)
                    NormalizeUnits<FullAccess<TLane>>(x, gain, shift, normalized, y, n, columns, means[row], inverse, accumulate);
                if (whole < columns)
                    NormalizeUnits<PartialAccess<TLane>>(x, gain, shift, normalized, y, whole, columns, means[row], inverse, accumulate);
                x += columns;
                normalized += columns;
                y += columns;
            }
        }
    }

    /// <summary>The way back of <see cref="Normalize"/>; <paramref name="gainSums"/> and <paramref name="shiftSums"/> may be null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void NormalizeBackward(
        float* gradient, float* gain, float* normalized, float* inverseDeviation, float* dx, float* gainSums, float* shiftSums, int rows, int columns,
        bool accumulate)
    {
        int whole = columns - columns % TLane.Width;
        float* means = stackalloc float[RowsAtOnce];
        float* slopes = stackalloc float[RowsAtOnce];
        for (int first = 0; first < rows; first += RowsAtOnce)
        {
            int count = Math.Min(RowsAtOnce, rows - first);
            for (int row = 0; row < count; row++)
            {
                float* dy = gradient + row * columns;
                RowSums<TLane>.SumBoth(
                    new RowTerm.Product<TLane>(dy, gain), new RowTerm.TripleProduct<TLane>(dy, gain, normalized + row * columns), columns,
                    out float sum, out float products);
                means[row] = sum / columns;
                slopes[row] = products / columns;
            }

            for (int row = 0; row < count; row++)
            {
                float inverse = inverseDeviation[first + row];
                for (int n = 0; n < whole; n += TLane.Width)
                    NormalizeUnitsBackward<FullAccess<TLane>>(gradient, gain, normalized, dx, gainSums, shiftSums, n, columns, means[row], slopes[row], inverse, accumulate);
                if (whole < columns)
                    NormalizeUnitsBackward<PartialAccess<TLane>>(gradient, gain, normalized, dx, gainSums, shiftSums, whole, columns, means[row], slopes[row], inverse, accumulate);
                gradient += columns;
                normalized += columns;
                dx += columns;
                gainSums = gainSums == null ? null : gainSums + columns;
                shiftSums = shiftSums == null ? null : shiftSums + columns;
            }
        }
    }

    /// <summary>See <see cref="KernelSet{T}.SoftmaxRows"/>.</summary>
    public static void Softmax(float* x, float* y, int rows, int columns)
    {
        for (int row = 0; row < rows; row++)
        {
            float largest = RowSums<TLane>.Largest(x, columns);
            RowMap.Apply<TLane, RowMap.ShiftedExp<TLane>>(x, x, y, columns, new(largest));
            RowMap.Apply<TLane, RowMap.Divide<TLane>>(y, y, y, columns, new(RowSums<TLane>.Sum(new RowTerm.Value<TLane>(y), columns)));
            x += columns;
            y += columns;
        }
    }

    /// <summary>See <see cref="KernelSet{T}.SoftmaxRowsBackward"/>.</summary>
    public static void SoftmaxBackward(float* y, float* dy, float* dx, int rows, int columns)
    {
        for (int row = 0; row < rows; row++)
        {
            float sum = RowSums<TLane>.Sum(new RowTerm.Product<TLane>(dy, y), columns);
            RowMap.Apply<TLane, RowMap.SoftmaxGradient<TLane>>(dy, y, dx, columns, new(sum));
            y += columns;
            dy += columns;
            dx += columns;
        }
    }

    /// <summary>See <see cref="KernelSet{T}.ScaleRows"/>; <paramref name="shift"/> may be null.</summary>
    public static void Scale(float* x, float* gain, float* shift, float* y, int rows, int columns, bool accumulate)
    {
        int whole = columns - columns % TLane.Width;
        ScaleColumns<FullAccess<TLane>>(x, gain, shift, y, rows, columns, 0, whole, accumulate);
        ScaleColumns<PartialAccess<TLane>>(x, gain, shift, y, rows, columns, whole, columns, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void NormalizeUnits<TAccess>(
        float* x, float* gain, float* shift, float* normalized, float* y, int n, int columns, float mean, float inverse, bool accumulate)
        where TAccess : struct, IAccess<TLane>
    {
        int count = columns - n;
        TLane value = (TAccess.Load(x + n, count) - TLane.Broadcast(mean)) * TLane.Broadcast(inverse);
        TLane addend = shift == null ? default : TAccess.Load(shift + n, count);
        TLane scaled = TLane.MultiplyAdd(TAccess.Load(gain + n, count), value, addend);
        TAccess.Store(value, normalized + n, count);
        TAccess.Store(accumulate ? TAccess.Load(y + n, count) + scaled : scaled, y + n, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void NormalizeUnitsBackward<TAccess>(
        float* gradient, float* gain, float* normalized, float* dx, float* gainSums, float* shiftSums, int n, int columns, float mean, float slope,
        float inverse, bool accumulate)
        where TAccess : struct, IAccess<TLane>
    {
        int count = columns - n;
        TLane dy = TAccess.Load(gradient + n, count), y = TAccess.Load(normalized + n, count);
        if (gainSums != null)
            TAccess.Store(TLane.MultiplyAdd(dy, y, TAccess.Load(gainSums + n, count)), gainSums + n, count);
        if (shiftSums != null)
            TAccess.Store(TAccess.Load(shiftSums + n, count) + dy, shiftSums + n, count);
        TLane centred = dy * TAccess.Load(gain + n, count) - TLane.Broadcast(mean);
        TLane value = TLane.Broadcast(inverse) * TLane.MultiplyAdd(TLane.Broadcast(-slope), y, centred);
        TAccess.Store(accumulate ? TAccess.Load(dx + n, count) + value : value, dx + n, count);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void ScaleColumns<TAccess>(
        float* x, float* gain, float* shift, float* y, int rows, nint columns, int from, int to, bool accumulate)
        where TAccess : struct, IAccess<TLane>
    {
        for (int row = 0; row < rows; row++)
        {
            for (int n = from; n < to; n += TLane.Width)
            {
                int count = to - n;
                TLane addend = shift == null ? default : TAccess.Load(shift + n, count);
                TLane scaled = TLane.MultiplyAdd(TAccess.Load(gain + n, count), TAccess.Load(x + n, count), addend);
                TAccess.Store(accumulate ? TAccess.Load(y + n, count) + scaled : scaled, y + n, count);
            }

            x += columns;
            y += columns;
        }
    }
}
