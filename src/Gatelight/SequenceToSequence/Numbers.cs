using Gatelight.Data;

namespace Gatelight.SequenceToSequence;

/// <summary>Steps that are vectors of numbers, as in a series: scale them beforehand to a mean near 0 and a deviation near 1.</summary>
/// <param name="Width">The numbers of a step.</param>
public sealed record Numbers(int Width) : StepContent
{
    internal override IEnumerable<(string Name, int Size)> Sizes => [(nameof(Width), Width)];

    internal override int EndSteps => 0;

    internal override int OutputWidth => Width;

    internal override int InputWidth => Width;

    internal override void Write(SequenceSet sequences, int row, int step, Span<float> to) => sequences.Numbers(row).Slice(step * Width, Width).CopyTo(to);

    internal override void WriteStart(Span<float> to) => to.Clear();

    internal override void WriteAnswer(ReadOnlySpan<float> outputs, SeededRandom? random, Span<float> to) => outputs.CopyTo(to);

    internal override void WriteTarget(SequenceSet sequences, int row, int step, Span<float> to) => Write(sequences, row, step, to);

    internal override void Check(SequenceSet sequences, string what)
    {
        if (sequences.HoldsTokens)
            throw new InvalidInputException($"The {what} sequences hold tokens, and the model takes numbers; make them with {nameof(SequenceSet)}.{nameof(SequenceSet.OfNumbers)}.");
        if (sequences.Width != Width)
            throw new InvalidInputException($"The {what} sequences have {sequences.Width} numbers a step, and the model takes {Width}.");
    }
}
