using System.Numerics;
using Gatelight.Layers;

namespace Gatelight.Models;

/// <summary>Moves rows between the caller's order (<c>[B, T, D]</c>, padded) and the packed order of a <see cref="SequenceLayout"/>.</summary>
internal static class BatchOrder
{
    /// <summary>Caller's order to packed order; padding is left behind.</summary>
    internal static void Arrange<T>(LayerShape shape, SequenceLayout layout, ReadOnlySpan<T> from, Span<T> packed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int width = shape.Width;
        if (!shape.IsSequence)
        {
            for (int row = 0; row < layout.Batch; row++)
                from.Slice(layout.Original(row) * width, width).CopyTo(packed.Slice(row * width, width));
            return;
        }

        for (int row = 0; row < layout.Batch; row++)
        {
            int start = layout.Original(row) * layout.Steps;
            for (int step = 0; step < layout.Length(row); step++)
                from.Slice((start + step) * width, width).CopyTo(packed.Slice((layout.Offset(step) + row) * width, width));
        }
    }

    /// <summary>Packed order to caller's order; padding becomes zero.</summary>
    internal static void Restore<T>(LayerShape shape, SequenceLayout layout, ReadOnlySpan<T> packed, Span<T> to)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int width = shape.Width;
        if (!shape.IsSequence)
        {
            for (int row = 0; row < layout.Batch; row++)
                packed.Slice(row * width, width).CopyTo(to.Slice(layout.Original(row) * width, width));
            return;
        }

        to[..(layout.Batch * layout.Steps * width)].Clear();
        for (int row = 0; row < layout.Batch; row++)
        {
            int start = layout.Original(row) * layout.Steps;
            for (int step = 0; step < layout.Length(row); step++)
                packed.Slice((layout.Offset(step) + row) * width, width).CopyTo(to.Slice((start + step) * width, width));
        }
    }
}
