using System.Numerics;
using System.Numerics.Tensors;
using Gatelight.Kernels;

namespace Gatelight.Losses;

/// <summary>Softmax and its normaliser without overflow: the largest logit is taken off first (equation 60 of docs/equations.md).</summary>
internal static class Logits
{
    private const int Chunk = 1024;

    /// <summary>ln Σ eˣ over a row.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="row">The logits x.</param>
    /// <param name="exponentials">Overwritten with <c>e^(x - max x)</c>; empty to leave it out. May be the same memory as the row.</param>
    /// <param name="sum">The sum of the exponentials.</param>
    internal static double LogSumExp<T>(ReadOnlySpan<T> row, Span<T> exponentials, out double sum)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // In the same chunks with and without a destination, so that both give the same bits.
        KernelSet<T> kernels = KernelRegistry.For<T>();
        Span<T> scratch = exponentials.IsEmpty ? stackalloc T[Chunk] : default;
        T largest = TensorPrimitives.Max(row);
        sum = 0;
        for (int start = 0; start < row.Length; start += Chunk)
        {
            int length = Math.Min(Chunk, row.Length - start);
            Span<T> part = exponentials.IsEmpty ? scratch[..length] : exponentials.Slice(start, length);
            sum += double.CreateTruncating(kernels.ShiftedExpSum(row.Slice(start, length), largest, part));
        }

        return double.CreateTruncating(largest) + Math.Log(sum);
    }

    /// <summary>The probabilities of a row.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="row">The logits.</param>
    /// <param name="probabilities">Overwritten; may be the same memory.</param>
    internal static void Fill<T>(ReadOnlySpan<T> row, Span<T> probabilities)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        LogSumExp(row, probabilities, out double sum);
        TensorPrimitives.Multiply(probabilities, T.CreateTruncating(1 / sum), probabilities);
    }
}
