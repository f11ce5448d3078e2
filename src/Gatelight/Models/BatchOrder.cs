using System.Numerics;

namespace Gatelight.Models;

/// <summary>Moves rows between the caller's order (<c>[B, T, D]</c>, padded) and the packed order of a <see cref="SequenceLayout"/>.</summary>
internal static class BatchOrder
{
    /// <summary>Caller's order to packed order; padding is left behind.</summary>
    internal static void Arrange<T>(int width, SequenceLayout layout, ReadOnlySpan<T> from, Span<T> packed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int row = 0; row < layout.Batch; row++)
        {
            int start = layout.Original(row) * layout.PaddedSteps;
            for (int step = 0; step < layout.Length(row); step++)
            {
                from.Slice((start + layout.Time(step, row)) * width, width)
                    .CopyTo(packed.Slice((layout.Offset(step) + row) * width, width));
            }
        }
    }

    /// <summary>Packed order to caller's order; padding and masked steps become zero.</summary>
    internal static void Restore<T>(int width, SequenceLayout layout, ReadOnlySpan<T> packed, Span<T> to)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (layout.TotalRows < layout.Batch * layout.PaddedSteps)
            to[..(layout.Batch * layout.PaddedSteps * width)].Clear();
        for (int row = 0; row < layout.Batch; row++)
        {
            int start = layout.Original(row) * layout.PaddedSteps;
            for (int step = 0; step < layout.Length(row); step++)
            {
                packed.Slice((layout.Offset(step) + row) * width, width)
                    .CopyTo(to.Slice((start + layout.Time(step, row)) * width, width));
            }
        }
    }
}
