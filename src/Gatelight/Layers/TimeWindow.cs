using Gatelight.Models;

namespace Gatelight.Layers;

/// <summary>A window that slides over the steps of each sequence, as convolution and pooling use it.</summary>
/// <param name="Size">The steps it reads.</param>
/// <param name="Stride">How far it moves.</param>
/// <param name="Dilation">From one step that it reads to the next.</param>
/// <param name="Padding">What lies beyond the ends.</param>
internal readonly record struct TimeWindow(int Size, int Stride, int Dilation, Padding Padding)
{
    /// <summary>Whether every sequence keeps its length, so that the time axis stays the same.</summary>
    internal bool KeepsAxis => Stride == 1 && (Padding != Padding.Valid || Size == 1);

    private int Span => (Size - 1) * Dilation + 1;

    /// <summary>The steps that a sequence of a length gives (89).</summary>
    internal int OutputLength(int length) => Padding == Padding.Valid
        ? length < Span ? 0 : (length - Span) / Stride + 1
        : (length + Stride - 1) / Stride;

    /// <summary>The step that a window begins at; before 0 in padding.</summary>
    internal int Start(int outputStep, int length) => outputStep * Stride - Padding switch
    {
        Padding.Same => Math.Max(0, (OutputLength(length) - 1) * Stride + Span - length) / 2,
        Padding.Causal => Span - 1,
        _ => 0,
    };

    /// <summary>The shape behind the window.</summary>
    internal LayerShape OutputShape(LayerShape input, int width) => KeepsAxis
        ? input with { Width = width }
        : LayerShape.Sequence(width, LayerShape.NewAxis, OutputLength(input.Steps));

    /// <summary>Lays out the axis behind the window.</summary>
    internal void Arrange(SequenceLayout from, SequenceLayout to, ref int[] lengths)
    {
        if (KeepsAxis)
            return;
        if (lengths.Length < from.Batch)
            lengths = new int[from.Batch];
        for (int original = 0; original < from.Batch; original++)
            lengths[original] = OutputLength(from.Length(from.Sorted(original)));
        to.Set(from.Batch, Math.Max(1, OutputLength(from.PaddedSteps)), lengths.AsSpan(0, from.Batch));
    }
}
