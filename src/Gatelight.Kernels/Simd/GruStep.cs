using System.Runtime.CompilerServices;

namespace Gatelight.Kernels.Simd;

/// <summary>The one loop that carries a GRU operation over its rows, vectorised along the hidden units of a row.</summary>
internal static class GruStep
{
    /// <summary>Whether the vector operations know the variant: sigmoid and tanh, no clipping.</summary>
    public static bool Covers(in GruVariant variant) =>
        !(variant.Clip > 0) && variant.GateActivation.Kind == Activation.Sigmoid && variant.CandidateActivation.Kind == Activation.Tanh;

    /// <summary>Activates the blocks of r and z, which lie side by side, in place.</summary>
    /// <remarks>Apart from the operations: the compiler does not inline three activations into one of them.</remarks>
    /// <typeparam name="TLane">The register.</typeparam>
    public static unsafe void OpenResetAndUpdate<TLane>(float* gates, int rows, int hiddenSize)
        where TLane : struct, ILane<TLane>
    {
        for (int row = 0; row < rows; row++)
        {
            Elementwise.Apply<TLane, SigmoidOperation>(gates, gates, 2 * hiddenSize);
            gates += 3 * (nint)hiddenSize;
        }
    }

    /// <summary>Applies the operation to every unit of every row.</summary>
    /// <typeparam name="TLane">The register.</typeparam>
    /// <typeparam name="TOperation">The operation.</typeparam>
    public static void Run<TLane, TOperation>(in GruMemory memory, int rows, int hiddenSize)
        where TLane : struct, ILane<TLane>
        where TOperation : struct, IGruOperation
    {
        int whole = hiddenSize - hiddenSize % TLane.Width;
        if (whole > 0)
            RunColumns<TLane, FullAccess<TLane>, TOperation>(memory, rows, hiddenSize, 0, whole);
        if (whole < hiddenSize)
            RunColumns<TLane, PartialAccess<TLane>, TOperation>(memory, rows, hiddenSize, whole, hiddenSize);
    }

    // Body and tail are two methods, because the compiler stops inlining in a method that has grown too long.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void RunColumns<TLane, TAccess, TOperation>(in GruMemory memory, int rows, nint hiddenSize, int from, int to)
        where TLane : struct, ILane<TLane>
        where TAccess : struct, IAccess<TLane>
        where TOperation : struct, IGruOperation
    {
        for (int row = 0; row < rows; row++)
        {
            for (int j = from; j < to; j += TLane.Width)
                TOperation.Invoke<TLane, TAccess>(memory, row * 3 * hiddenSize + j, row * hiddenSize + j, hiddenSize, to - j);
        }
    }
}
