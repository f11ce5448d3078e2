using System.Runtime.CompilerServices;

namespace Gatelight.Kernels.Simd;

/// <summary>The micro-kernel for a single row: eight registers of the output, from four panels, while the inner dimensions go by.</summary>
/// <typeparam name="TLane">The register.</typeparam>
internal static unsafe class RowTile<TLane>
    where TLane : struct, ILane<TLane>
{
    /// <summary><c>y = start + x·W + h·R</c> in one chain of sums; <paramref name="start"/> may be null, and a depth 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(float* start, float* x, float* packed, int depth, float* h, float* packedAfter, int depthAfter, float* y)
    {
        int width = TLane.Width;
        TLane sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        TLane sum4 = default, sum5 = default, sum6 = default, sum7 = default;
        if (start != null)
        {
            sum0 = TLane.Load(start);
            sum1 = TLane.Load(start + width);
            sum2 = TLane.Load(start + 2 * width);
            sum3 = TLane.Load(start + 3 * width);
            sum4 = TLane.Load(start + 4 * width);
            sum5 = TLane.Load(start + 5 * width);
            sum6 = TLane.Load(start + 6 * width);
            sum7 = TLane.Load(start + 7 * width);
        }

    Product:
        nint panel = (nint)depth * 2 * width;
        float* panel1 = packed + panel;
        float* panel2 = panel1 + panel;
        float* panel3 = panel2 + panel;
        nint at = 0;
        for (int k = 0; k < depth; k++)
        {
            TLane factor = TLane.Broadcast(x[k]);
            sum0 = TLane.MultiplyAdd(factor, TLane.Load(packed + at), sum0);
            sum1 = TLane.MultiplyAdd(factor, TLane.Load(packed + at + width), sum1);
            sum2 = TLane.MultiplyAdd(factor, TLane.Load(panel1 + at), sum2);
            sum3 = TLane.MultiplyAdd(factor, TLane.Load(panel1 + at + width), sum3);
            sum4 = TLane.MultiplyAdd(factor, TLane.Load(panel2 + at), sum4);
            sum5 = TLane.MultiplyAdd(factor, TLane.Load(panel2 + at + width), sum5);
            sum6 = TLane.MultiplyAdd(factor, TLane.Load(panel3 + at), sum6);
            sum7 = TLane.MultiplyAdd(factor, TLane.Load(panel3 + at + width), sum7);
            at += 2 * width;
        }

        if (depthAfter > 0)
        {
            x = h;
            packed = packedAfter;
            depth = depthAfter;
            depthAfter = 0;
            goto Product;
        }

        TLane.Store(sum0, y);
        TLane.Store(sum1, y + width);
        TLane.Store(sum2, y + 2 * width);
        TLane.Store(sum3, y + 3 * width);
        TLane.Store(sum4, y + 4 * width);
        TLane.Store(sum5, y + 5 * width);
        TLane.Store(sum6, y + 6 * width);
        TLane.Store(sum7, y + 7 * width);
    }
}
