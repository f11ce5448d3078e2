using System.Runtime.CompilerServices;

namespace Gatelight.Kernels.Simd;

/// <summary>The GRU operations of <see cref="KernelSet{T}"/>, one register at a time.</summary>
internal static unsafe class GruOperation
{
    /// <summary>See <see cref="KernelSet{T}.GruForward"/>; r and z are activated before.</summary>
    internal readonly struct Forward : IGruOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Invoke<TLane, TAccess>(in GruMemory memory, nint r, nint unit, nint hiddenSize, int count)
            where TLane : struct, ILane<TLane>
            where TAccess : struct, IAccess<TLane>
        {
            float* gates = memory.Gates + r;
            TLane reset = TAccess.Load(gates, count);
            TLane z = TAccess.Load(gates + hiddenSize, count);
            TLane n = TanhOperation.Invoke(TLane.MultiplyAdd(
                reset, TAccess.Load(memory.RecurrentCandidate + unit, count), TAccess.Load(gates + 2 * hiddenSize, count)));
            TAccess.Store(n, gates + 2 * hiddenSize, count);
            TAccess.Store(Mix<TLane>(z, n, TAccess.Load(memory.HiddenPrevious + unit, count)), memory.Result + unit, count);
        }
    }

    /// <summary>See <see cref="KernelSet{T}.GruResetForward"/>; r and z are activated before.</summary>
    internal readonly struct ResetForward : IGruOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Invoke<TLane, TAccess>(in GruMemory memory, nint r, nint unit, nint hiddenSize, int count)
            where TLane : struct, ILane<TLane>
            where TAccess : struct, IAccess<TLane> =>
            TAccess.Store(TAccess.Load(memory.Gates + r, count) * TAccess.Load(memory.HiddenPrevious + unit, count), memory.Result + unit, count);
    }

    /// <summary>See <see cref="KernelSet{T}.GruOutputForward"/>.</summary>
    internal readonly struct OutputForward : IGruOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Invoke<TLane, TAccess>(in GruMemory memory, nint r, nint unit, nint hiddenSize, int count)
            where TLane : struct, ILane<TLane>
            where TAccess : struct, IAccess<TLane>
        {
            float* gates = memory.Gates + r;
            TLane n = TanhOperation.Invoke(TAccess.Load(gates + 2 * hiddenSize, count));
            TAccess.Store(n, gates + 2 * hiddenSize, count);
            TLane z = TAccess.Load(gates + hiddenSize, count);
            TAccess.Store(Mix<TLane>(z, n, TAccess.Load(memory.HiddenPrevious + unit, count)), memory.Result + unit, count);
        }
    }

    /// <summary>See <see cref="KernelSet{T}.GruBackward"/>.</summary>
    internal readonly struct Backward : IGruOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Invoke<TLane, TAccess>(in GruMemory memory, nint r, nint unit, nint hiddenSize, int count)
            where TLane : struct, ILane<TLane>
            where TAccess : struct, IAccess<TLane>
        {
            TLane one = TLane.Broadcast(1f);
            TLane reset = TAccess.Load(memory.Gates + r, count);
            TLane candidate = OutputGradients<TLane, TAccess>(memory, r, unit, hiddenSize, count, out TLane update);
            TLane dz = candidate * TAccess.Load(memory.RecurrentCandidate + unit, count) * reset * (one - reset);
            TAccess.Store(dz, memory.GateGradient + r, count);
            TAccess.Store(dz, memory.RecurrentGradient + r, count);
            TAccess.Store(update, memory.RecurrentGradient + r + hiddenSize, count);
            TAccess.Store(candidate * reset, memory.RecurrentGradient + r + 2 * hiddenSize, count);
        }
    }

    /// <summary>See <see cref="KernelSet{T}.GruOutputBackward"/>.</summary>
    internal readonly struct OutputBackward : IGruOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Invoke<TLane, TAccess>(in GruMemory memory, nint r, nint unit, nint hiddenSize, int count)
            where TLane : struct, ILane<TLane>
            where TAccess : struct, IAccess<TLane> =>
            OutputGradients<TLane, TAccess>(memory, r, unit, hiddenSize, count, out _);
    }

    /// <summary>See <see cref="KernelSet{T}.GruResetBackward"/>.</summary>
    internal readonly struct ResetBackward : IGruOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Invoke<TLane, TAccess>(in GruMemory memory, nint r, nint unit, nint hiddenSize, int count)
            where TLane : struct, ILane<TLane>
            where TAccess : struct, IAccess<TLane>
        {
            TLane reset = TAccess.Load(memory.Gates + r, count);
            TLane d = TAccess.Load(memory.Gradient + unit, count);
            TLane dz = d * TAccess.Load(memory.HiddenPrevious + unit, count) * reset * (TLane.Broadcast(1f) - reset);
            TAccess.Store(dz, memory.GateGradient + r, count);
            TAccess.Store(TLane.MultiplyAdd(d, reset, TAccess.Load(memory.Result + unit, count)), memory.Result + unit, count);
        }
    }

    // (1 - z)⊙n + z⊙h₋₁ with one rounding less.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Mix<TLane>(TLane z, TLane n, TLane previous)
        where TLane : struct, ILane<TLane> => TLane.MultiplyAdd(z, previous - n, n);

    // Writes dz_z, dz_n and dh⊙z; gives dz_n and dz_z.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane OutputGradients<TLane, TAccess>(
        in GruMemory memory, nint r, nint unit, nint hiddenSize, int count, out TLane update)
        where TLane : struct, ILane<TLane>
        where TAccess : struct, IAccess<TLane>
    {
        TLane one = TLane.Broadcast(1f);
        TLane z = TAccess.Load(memory.Gates + r + hiddenSize, count);
        TLane n = TAccess.Load(memory.Gates + r + 2 * hiddenSize, count);
        TLane dh = TAccess.Load(memory.Gradient + unit, count);
        update = dh * (TAccess.Load(memory.HiddenPrevious + unit, count) - n) * z * (one - z);
        TLane candidate = dh * (one - z) * (one - n * n);
        TAccess.Store(update, memory.GateGradient + r + hiddenSize, count);
        TAccess.Store(candidate, memory.GateGradient + r + 2 * hiddenSize, count);
        TAccess.Store(dh * z, memory.Result + unit, count);
        return candidate;
    }
}
