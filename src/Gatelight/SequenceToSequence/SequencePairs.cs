using Gatelight.Data;

namespace Gatelight.SequenceToSequence;

/// <summary>Examples to learn from: sequences, and what each is to become.</summary>
public sealed class SequencePairs
{
    /// <summary>Pairs up sequences by their place.</summary>
    /// <param name="sources">What the encoder reads.</param>
    /// <param name="targets">What the decoder is to write.</param>
    /// <exception cref="InvalidInputException">There are none, or not as many targets as sources.</exception>
    public SequencePairs(SequenceSet sources, SequenceSet targets)
    {
        if (sources.Count != targets.Count || sources.Count == 0)
            throw new InvalidInputException($"There are {sources.Count} source and {targets.Count} target sequences; give one target for each source, and at least one of both.");
        Sources = sources;
        Targets = targets;
    }

    /// <summary>What the encoder reads.</summary>
    public SequenceSet Sources { get; }

    /// <summary>What the decoder is to write.</summary>
    public SequenceSet Targets { get; }

    /// <summary>The number of pairs.</summary>
    public int Count => Sources.Count;

    /// <summary>Pairs of token sequences.</summary>
    /// <param name="sources">The tokens of each source.</param>
    /// <param name="targets">The tokens of each target.</param>
    /// <exception cref="InvalidInputException">There are none, or not as many targets as sources.</exception>
    public static SequencePairs OfTokens(IReadOnlyList<IReadOnlyList<int>> sources, IReadOnlyList<IReadOnlyList<int>> targets) =>
        new(SequenceSet.OfTokens(sources), SequenceSet.OfTokens(targets));
}
