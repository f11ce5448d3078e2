using System.Runtime.CompilerServices;

namespace Gatelight.Kernels.Simd;

/// <summary>The element-wise part of one sLSTM step and of its backward pass, vectorised along the hidden units of a row.</summary>
/// <typeparam name="TLane">The register.</typeparam>
/// <typeparam name="TExponential">Whether the forget gate is exponential.</typeparam>
internal static unsafe class SLstmStep<TLane, TExponential>
    where TLane : struct, ILane<TLane>
    where TExponential : struct, IFlag
{
    /// <summary>See <see cref="KernelSet{T}.SLstmForward"/>.</summary>
    public static void Forward(float* gates, in SLstmMemory memory, float* hidden, int rows, int hiddenSize)
    {
        int whole = hiddenSize - hiddenSize % TLane.Width;
        for (int row = 0; row < rows; row++)
        {
            int first = row * hiddenSize;
            ForwardColumns<FullAccess<TLane>>(gates + 4 * (nint)first, memory, hidden, first, hiddenSize, 0, whole);
            ForwardColumns<PartialAccess<TLane>>(gates + 4 * (nint)first, memory, hidden, first, hiddenSize, whole, hiddenSize);
        }
    }

    /// <summary>See <see cref="KernelSet{T}.SLstmBackward"/>.</summary>
    public static void Backward(float* gates, in SLstmMemory memory, float* hiddenGradient, float* gateGradient, int rows, int hiddenSize)
    {
        int whole = hiddenSize - hiddenSize % TLane.Width;
        for (int row = 0; row < rows; row++)
        {
            int first = row * hiddenSize;
            nint gate = 4 * (nint)first;
            BackwardColumns<FullAccess<TLane>>(gates + gate, memory, hiddenGradient, gateGradient + gate, first, hiddenSize, 0, whole);
            BackwardColumns<PartialAccess<TLane>>(gates + gate, memory, hiddenGradient, gateGradient + gate, first, hiddenSize, whole, hiddenSize);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void ForwardColumns<TAccess>(float* gates, in SLstmMemory memory, float* hidden, int first, int hiddenSize, int from, int to)
        where TAccess : struct, IAccess<TLane>
    {
        for (int j = from; j < to; j += TLane.Width)
        {
            int count = to - j;
            int at = first + j;
            TLane zero = default;
            TLane zInput = TAccess.Load(gates + j, count), zForget = TAccess.Load(gates + hiddenSize + j, count);
            TLane normalizerBefore = TAccess.Load(memory.NormalizerPrevious + at, count);
            TLane opened = TExponential.Value ? zForget : LogSigmoidOperation.Invoke(zForget);
            TLane kept = opened + TAccess.Load(memory.StabilizerPrevious + at, count);

            // Below 0 wherever there is a memory.
            TLane memoryless = zero - TLane.Abs(normalizerBefore);
            TLane m = TLane.WhereNegative(memoryless, TLane.AtLeast(kept, zInput), zInput);
            TLane i = ExpOperation.OfAtMost(zInput - m);
            TLane f = TLane.WhereNegative(memoryless, ExpOperation.OfAtMost(kept - m), zero);
            TLane g = TanhOperation.Invoke(TAccess.Load(gates + 2 * hiddenSize + j, count));
            TLane o = SigmoidOperation.Invoke(TAccess.Load(gates + 3 * hiddenSize + j, count));
            TLane c = TLane.MultiplyAdd(f, TAccess.Load(memory.CellPrevious + at, count), i * g);
            TLane n = TLane.MultiplyAdd(f, normalizerBefore, i);
            TAccess.Store(i, gates + j, count);
            TAccess.Store(f, gates + hiddenSize + j, count);
            TAccess.Store(g, gates + 2 * hiddenSize + j, count);
            TAccess.Store(o, gates + 3 * hiddenSize + j, count);
            TAccess.Store(c, memory.Cell + at, count);
            TAccess.Store(n, memory.Normalizer + at, count);
            TAccess.Store(m, memory.Stabilizer + at, count);
            TAccess.Store(o * c / n, hidden + at, count);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void BackwardColumns<TAccess>(
        float* gates, in SLstmMemory memory, float* hiddenGradient, float* gateGradient, int first, int hiddenSize, int from, int to)
        where TAccess : struct, IAccess<TLane>
    {
        for (int j = from; j < to; j += TLane.Width)
        {
            int count = to - j;
            int at = first + j;
            TLane one = TLane.Broadcast(1f), zero = default;
            TLane i = TAccess.Load(gates + j, count), f = TAccess.Load(gates + hiddenSize + j, count);
            TLane g = TAccess.Load(gates + 2 * hiddenSize + j, count), o = TAccess.Load(gates + 3 * hiddenSize + j, count);
            TLane cellBefore = TAccess.Load(memory.CellPrevious + at, count), normalizerBefore = TAccess.Load(memory.NormalizerPrevious + at, count);
            TLane c = TAccess.Load(memory.Cell + at, count), n = TAccess.Load(memory.Normalizer + at, count);
            TLane cBar = TAccess.Load(memory.CellGradient + at, count), nBar = TAccess.Load(memory.NormalizerGradient + at, count);
            TLane dh = TAccess.Load(hiddenGradient + at, count);
            TLane mean = c / n;
            TLane through = dh * o / n;
            TLane dc = cBar + through;
            TLane dn = nBar - through * mean;
            TLane slope = one;
            if (!TExponential.Value)
            {
                // σ(z_f) is what the stabilizers took from it times what they left; rounding can lift it a little above 1.
                TLane taken = TAccess.Load(memory.Stabilizer + at, count) - TAccess.Load(memory.StabilizerPrevious + at, count);
                slope = TLane.AtLeast(one - f * ExpOperation.OfAtMost(TLane.AtMost(taken, TLane.Broadcast(88f))), zero);
            }

            TLane dzInput = (dc * g + dn) * i;
            TLane dzForget = (dc * cellBefore + dn * normalizerBefore) * f * slope;
            cBar = dc * f;
            nBar = dn * f;
            if (memory.StabilizerGradient != null)
            {
                TLane mBar = TAccess.Load(memory.StabilizerGradient + at, count)
                    - TAccess.Load(memory.CellGradient + at, count) * c - TAccess.Load(memory.NormalizerGradient + at, count) * n;
                TLane isKept = i - one; // below 0 where the maximum was ln f + m₋₁
                TLane further = TLane.WhereNegative(isKept, mBar, zero);
                dzInput += TLane.WhereNegative(isKept, zero, mBar);
                dzForget += further * slope;
                TAccess.Store(further + cBar * cellBefore + nBar * normalizerBefore, memory.StabilizerGradient + at, count);
            }

            TAccess.Store(dzInput, gateGradient + j, count);
            TAccess.Store(dzForget, gateGradient + hiddenSize + j, count);
            TAccess.Store(dc * i * (one - g * g), gateGradient + 2 * hiddenSize + j, count);
            TAccess.Store(dh * mean * o * (one - o), gateGradient + 3 * hiddenSize + j, count);
            TAccess.Store(cBar, memory.CellGradient + at, count);
            TAccess.Store(nBar, memory.NormalizerGradient + at, count);
        }
    }
}
