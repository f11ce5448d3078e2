using Gatelight.Models;

namespace Gatelight.SequenceToSequence;

/// <summary>One side of a batch of sequences as a model reads it, in buffers that are kept from batch to batch.</summary>
/// <param name="content">What a step is.</param>
/// <param name="isTarget">Whether the sequences are shifted by one step behind the start, as a decoder reads them.</param>
internal sealed class SequenceBatch(StepContent content, bool isTarget)
{
    private float[] _values = [];
    private int[] _lengths = [];

    /// <summary>B.</summary>
    internal int Size { get; private set; }

    /// <summary>T.</summary>
    internal int Steps { get; private set; }

    internal ReadOnlySpan<int> Lengths => _lengths.AsSpan(0, Size);

    internal Batch<float> Values => new(_values.AsMemory(0, Size * Steps * Width), Size, Steps, Width, _lengths.AsMemory(0, Size));

    private int Width { get; } = content.InputWidth;

    internal void Gather(SequenceSet sequences, ReadOnlySpan<int> rows)
    {
        Size = rows.Length;
        Grow(ref _lengths, Size);
        Steps = 1;
        for (int n = 0; n < Size; n++)
        {
            _lengths[n] = sequences.Length(rows[n]) + (isTarget ? content.EndSteps : 0);
            Steps = Math.Max(Steps, _lengths[n]);
        }

        Grow(ref _values, checked(Size * Steps * Width));
        for (int n = 0; n < Size; n++)
        {
            for (int step = 0; step < _lengths[n]; step++)
            {
                if (!isTarget)
                    content.Write(sequences, rows[n], step, Step(n, step));
                else if (step == 0)
                    content.WriteStart(Step(n, step));
                else
                    content.Write(sequences, rows[n], step - 1, Step(n, step));
            }
        }
    }

    /// <summary>A step of a sequence.</summary>
    internal Span<float> Step(int row, int step) => _values.AsSpan((row * Steps + step) * Width, Width);

    private static void Grow<TElement>(ref TElement[] buffer, int length)
    {
        if (buffer.Length < length)
            buffer = new TElement[length];
    }
}
