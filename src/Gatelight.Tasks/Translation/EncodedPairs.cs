using Gatelight.SequenceToSequence;
using Gatelight.Tasks.Text;

namespace Gatelight.Tasks.Translation;

/// <summary>Pairs as token ids; those that are empty or too long are left out.</summary>
internal sealed class EncodedPairs
{
    private EncodedPairs(List<IReadOnlyList<int>> sources, List<IReadOnlyList<int>> targets)
    {
        Sources = sources;
        Targets = targets;
    }

    internal IReadOnlyList<IReadOnlyList<int>> Sources { get; }

    internal IReadOnlyList<IReadOnlyList<int>> Targets { get; }

    internal int Count => Sources.Count;

    internal SequencePairs Pairs => SequencePairs.OfTokens(Sources, Targets);

    internal static EncodedPairs Of(IReadOnlyList<TextPair> pairs, TextCodec source, TextCodec target, int maximum)
    {
        List<IReadOnlyList<int>> sources = [], targets = [];
        foreach (TextPair pair in pairs)
        {
            IReadOnlyList<int> from = source.Encode(pair.Source).Ids, to = target.Encode(pair.Target).Ids;
            if (from.Count < 1 || to.Count < 1 || from.Count > maximum || to.Count > maximum)
                continue;
            sources.Add(from);
            targets.Add(to);
        }

        return new EncodedPairs(sources, targets);
    }
}
