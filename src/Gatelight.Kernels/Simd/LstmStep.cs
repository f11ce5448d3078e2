using System.Runtime.CompilerServices;

namespace Gatelight.Kernels.Simd;

/// <summary>The element-wise part of one LSTM step and of its backward pass, vectorised along the hidden units of a row.</summary>
/// <typeparam name="TLane">The register.</typeparam>
internal static unsafe class LstmStep<TLane>
    where TLane : struct, ILane<TLane>
{
    /// <summary>Equations 1 to 6; see <see cref="KernelSet{T}.LstmForward"/>.</summary>
    public static void Forward(float* gates, float* cellPrevious, float* cell, float* hidden, int rows, int hiddenSize)
    {
        int whole = hiddenSize - hiddenSize % TLane.Width;
        if (whole > 0)
            ForwardColumns<FullAccess<TLane>>(gates, cellPrevious, cell, hidden, rows, hiddenSize, 0, whole);
        if (whole < hiddenSize)
            ForwardColumns<PartialAccess<TLane>>(gates, cellPrevious, cell, hidden, rows, hiddenSize, whole, hiddenSize);
    }

    /// <summary>Equations 7 to 12; see <see cref="KernelSet{T}.LstmBackward"/>.</summary>
    public static void Backward(
        float* gates, float* cellPrevious, float* cell, float* hiddenGradient, float* cellGradient, float* gateGradient,
        int rows, int hiddenSize)
    {
        int whole = hiddenSize - hiddenSize % TLane.Width;
        if (whole > 0)
        {
            BackwardColumns<FullAccess<TLane>>(
                gates, cellPrevious, cell, hiddenGradient, cellGradient, gateGradient, rows, hiddenSize, 0, whole);
        }

        if (whole < hiddenSize)
        {
            BackwardColumns<PartialAccess<TLane>>(
                gates, cellPrevious, cell, hiddenGradient, cellGradient, gateGradient, rows, hiddenSize, whole, hiddenSize);
        }
    }

    // Body and tail are two methods, because the compiler stops inlining in a method that has grown too long.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void ForwardColumns<TAccess>(
        float* gates, float* cellPrevious, float* cell, float* hidden, int rows, int hiddenSize, int from, int to)
        where TAccess : struct, IAccess<TLane>
    {
        for (int row = 0; row < rows; row++)
        {
            for (int j = from; j < to; j += TLane.Width)
                ForwardUnits<TAccess>(gates + j, cellPrevious + j, cell + j, hidden + j, hiddenSize, to - j);
            gates += 4 * (nint)hiddenSize;
            cellPrevious += hiddenSize;
            cell += hiddenSize;
            hidden += hiddenSize;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void BackwardColumns<TAccess>(
        float* gates, float* cellPrevious, float* cell, float* hiddenGradient, float* cellGradient, float* gateGradient,
        int rows, int hiddenSize, int from, int to)
        where TAccess : struct, IAccess<TLane>
    {
        for (int row = 0; row < rows; row++)
        {
            for (int j = from; j < to; j += TLane.Width)
            {
                BackwardUnits<TAccess>(
                    gates + j, cellPrevious + j, cell + j, hiddenGradient + j, cellGradient + j, gateGradient + j, hiddenSize, to - j);
            }

            gates += 4 * (nint)hiddenSize;
            gateGradient += 4 * (nint)hiddenSize;
            cellPrevious += hiddenSize;
            cell += hiddenSize;
            hiddenGradient += hiddenSize;
            cellGradient += hiddenSize;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ForwardUnits<TAccess>(
        float* gates, float* cellPrevious, float* cell, float* hidden, nint hiddenSize, int count)
        where TAccess : struct, IAccess<TLane>
    {
        TLane i = SigmoidOperation.Invoke(TAccess.Load(gates, count)); // (1)
        TLane f = SigmoidOperation.Invoke(TAccess.Load(gates + hiddenSize, count)); // (2)
        TLane g = TanhOperation.Invoke(TAccess.Load(gates + 2 * hiddenSize, count)); // (3)
        TLane o = SigmoidOperation.Invoke(TAccess.Load(gates + 3 * hiddenSize, count)); // (4)
        TLane c = TLane.MultiplyAdd(f, TAccess.Load(cellPrevious, count), i * g); // (5)
        TAccess.Store(i, gates, count);
        TAccess.Store(f, gates + hiddenSize, count);
        TAccess.Store(g, gates + 2 * hiddenSize, count);
        TAccess.Store(o, gates + 3 * hiddenSize, count);
        TAccess.Store(c, cell, count);
        TAccess.Store(o * TanhOperation.Invoke(c), hidden, count); // (6)
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void BackwardUnits<TAccess>(
        float* gates, float* cellPrevious, float* cell, float* hiddenGradient, float* cellGradient, float* gateGradient,
        nint hiddenSize, int count)
        where TAccess : struct, IAccess<TLane>
    {
        TLane one = TLane.Broadcast(1f);
        TLane i = TAccess.Load(gates, count);
        TLane f = TAccess.Load(gates + hiddenSize, count);
        TLane g = TAccess.Load(gates + 2 * hiddenSize, count);
        TLane o = TAccess.Load(gates + 3 * hiddenSize, count);
        TLane tanhC = TanhOperation.Invoke(TAccess.Load(cell, count));
        TLane dh = TAccess.Load(hiddenGradient, count);
        TLane dc = TLane.MultiplyAdd(dh * o, one - tanhC * tanhC, TAccess.Load(cellGradient, count)); // (7)
        TAccess.Store(dc * g * i * (one - i), gateGradient, count); // (8)
        TAccess.Store(dc * TAccess.Load(cellPrevious, count) * f * (one - f), gateGradient + hiddenSize, count); // (9)
        TAccess.Store(dc * i * (one - g * g), gateGradient + 2 * hiddenSize, count); // (10)
        TAccess.Store(dh * tanhC * o * (one - o), gateGradient + 3 * hiddenSize, count); // (11)
        TAccess.Store(dc * f, cellGradient, count); // (12)
    }
}
