using System.Collections.Immutable;
using Gatelight.Data;

namespace Gatelight.Tasks.Classification;

/// <summary>Finds the scale of each channel over all training steps.</summary>
internal static class ChannelScales
{
    internal static ImmutableArray<ChannelScale> Fit(IReadOnlyList<SeriesExample> examples, IReadOnlyList<string> names)
    {
        double[] sums = new double[names.Count], squares = new double[names.Count];
        foreach (SeriesExample example in examples)
        {
            if (example.Features != names.Count)
                throw new InvalidInputException(FormattableString.Invariant($"A series has {example.Features} channels, where {names.Count} are named; give every series the same channels."));
        }

        double steps = examples.Sum(example => (double)example.Steps);
        foreach (SeriesExample example in examples)
        {
            for (int n = 0; n < example.Values.Length; n++)
                sums[n % names.Count] += example.Values[n] / steps;
        }

        foreach (SeriesExample example in examples)
        {
            for (int n = 0; n < example.Values.Length; n++)
                squares[n % names.Count] += (example.Values[n] - sums[n % names.Count]) * (example.Values[n] - sums[n % names.Count]) / steps;
        }

        return [.. names.Select((name, n) => new ChannelScale(name, sums[n], squares[n] > 0 ? Math.Sqrt(squares[n]) : 1))];
    }
}
