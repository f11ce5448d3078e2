using System.Numerics.Tensors;
using Gatelight.Data;

namespace Gatelight.SequenceToSequence;

/// <summary>
/// Steps that are tokens: whole numbers from 0 to <c>Vocabulary - 1</c>. The model has a symbol of its own beyond them, which stands for
/// the start where the decoder reads and for the end where it writes, so that no number needs to be kept free.
/// </summary>
/// <param name="Vocabulary">V, the number of different tokens.</param>
public sealed record Tokens(int Vocabulary) : StepContent
{
    /// <summary>The width of the learned vector that stands for a token.</summary>
    public int EmbeddingWidth { get; init; } = 32;

    internal override IEnumerable<(string Name, int Size)> Sizes => [(nameof(Vocabulary), Vocabulary), (nameof(EmbeddingWidth), EmbeddingWidth)];

    internal override int EndSteps => 1;

    internal override int OutputWidth => checked(Vocabulary + 1);

    /// <summary>The symbol behind the last token; the same number means the start where the decoder reads.</summary>
    internal int End => Vocabulary;

    internal override int InputWidth => 1;

    internal override void Write(SequenceSet sequences, int row, int step, Span<float> to) => to[0] = sequences.Tokens(row)[step];

    internal override void WriteStart(Span<float> to) => to[0] = End;

    // An end in the middle is not a token; the likeliest of the others stands in for it.
    internal override void WriteAnswer(ReadOnlySpan<float> outputs, SeededRandom? random, Span<float> to)
    {
        ReadOnlySpan<float> tokens = outputs[..Vocabulary];
        to[0] = random is null ? TensorPrimitives.IndexOfMax(tokens) : Draw(tokens, random);
    }

    internal override void WriteTarget(SequenceSet sequences, int row, int step, Span<float> to)
    {
        ReadOnlySpan<int> tokens = sequences.Tokens(row);
        to[0] = step < tokens.Length ? tokens[step] : End;
    }

    internal override void Check(SequenceSet sequences, string what)
    {
        if (!sequences.HoldsTokens)
            throw new InvalidInputException($"The {what} sequences hold numbers, and the model takes tokens; make them with {nameof(SequenceSet)}.{nameof(SequenceSet.OfTokens)}.");
        for (int row = 0; row < sequences.Count; row++)
        {
            int at = sequences.Tokens(row).IndexOfAnyExceptInRange(0, Vocabulary - 1);
            if (at >= 0)
                throw new InvalidInputException($"The {what} sequence {row} holds token {sequences.Tokens(row)[at]} at step {at}; a vocabulary of {Vocabulary} has the tokens 0 to {Vocabulary - 1}.");
        }
    }

    private static int Draw(ReadOnlySpan<float> logits, SeededRandom random)
    {
        float largest = TensorPrimitives.Max(logits);
        double sum = 0;
        foreach (float logit in logits)
            sum += Math.Exp(logit - largest);
        double left = random.NextUniform() * sum;
        for (int token = 0; token < logits.Length; token++)
        {
            left -= Math.Exp(logits[token] - largest);
            if (left < 0)
                return token;
        }

        return logits.Length - 1;
    }
}
