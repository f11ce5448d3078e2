using Gatelight.Data;

namespace Gatelight.SequenceToSequence;

/// <summary>Sequences of unequal length, all of tokens or all of numbers.</summary>
public sealed class SequenceSet
{
    private readonly int[] _tokens;
    private readonly float[] _numbers;
    private readonly int[] _starts;

    private SequenceSet(int[] tokens, float[] numbers, int[] starts, int width)
    {
        _tokens = tokens;
        _numbers = numbers;
        _starts = starts;
        Width = width;
    }

    /// <summary>The number of sequences.</summary>
    public int Count => _starts.Length - 1;

    /// <summary>The numbers of a step; 0 for tokens.</summary>
    public int Width { get; }

    /// <summary>Whether the steps are tokens.</summary>
    public bool HoldsTokens => Width == 0;

    /// <summary>Sequences of tokens; copied.</summary>
    /// <param name="sequences">The tokens of each sequence, from 0; a sequence may be empty.</param>
    public static SequenceSet OfTokens(IReadOnlyList<IReadOnlyList<int>> sequences) =>
        new([.. sequences.SelectMany(sequence => sequence)], [], Starts([.. sequences.Select(sequence => sequence.Count)]), 0);

    /// <summary>Sequences of numbers <c>[T, Width]</c> each; copied.</summary>
    /// <param name="sequences">The sequences, at least one; each may have another T, which may be 0.</param>
    /// <exception cref="InvalidInputException">There is none, their widths differ, or a number is not finite; the message says where.</exception>
    public static SequenceSet OfNumbers(IReadOnlyList<float[,]> sequences)
    {
        int width = sequences.Count == 0 ? 0 : sequences[0].GetLength(1);
        if (width == 0)
            throw new InvalidInputException("There is no sequence, or its steps hold no number; give at least one sequence [T, Width].");
        for (int row = 0; row < sequences.Count; row++)
        {
            if (sequences[row].GetLength(1) != width)
                throw new InvalidInputException($"Sequence {row} has {sequences[row].GetLength(1)} numbers a step, and sequence 0 has {width}; give all the same.");
            int bad = Array.FindIndex([.. sequences[row].Cast<float>()], value => !float.IsFinite(value));
            if (bad >= 0)
                throw new InvalidInputException($"Sequence {row} holds {sequences[row][bad / width, bad % width]} at step {bad / width}; every value must be a finite number.");
        }

        return new SequenceSet(
            [], [.. sequences.SelectMany(sequence => sequence.Cast<float>())], Starts([.. sequences.Select(sequence => sequence.GetLength(0))]), width);
    }

    /// <summary>The steps of a sequence.</summary>
    /// <param name="row">Which sequence.</param>
    public int Length(int row) => _starts[row + 1] - _starts[row];

    /// <summary>The tokens of a sequence.</summary>
    /// <param name="row">Which sequence.</param>
    public ReadOnlySpan<int> Tokens(int row) => _tokens.AsSpan(_starts[row], Length(row));

    /// <summary>The numbers of a sequence, <c>[T, Width]</c>.</summary>
    /// <param name="row">Which sequence.</param>
    public ReadOnlySpan<float> Numbers(int row) => _numbers.AsSpan(_starts[row] * Width, Length(row) * Width);

    private static int[] Starts(int[] lengths)
    {
        int[] starts = new int[lengths.Length + 1];
        for (int row = 0; row < lengths.Length; row++)
            starts[row + 1] = checked(starts[row] + lengths[row]);
        return starts;
    }
}
