namespace Gatelight.Explain;

/// <summary>Swaps whole features with the most similar samples that have the wished answer, each time the one that helps most (Ates et al. 2021, arXiv:2008.10781).</summary>
internal static class FeatureSwaps
{
    private const int MostSamples = 3;
    private const int AtOnce = 256;

    internal static void Run(CounterfactualTrail trail, IReadOnlyList<double[]> background)
    {
        List<double[]> lenders = [];
        for (int start = 0; start < background.Count; start += AtOnce)
        {
            double[][] batch = [.. background.Skip(start).Take(AtOnce)];
            if (trail.Margins(batch) is not { } margins)
                break;
            lenders.AddRange(batch.Where((_, n) => trail.Wish.IsMet(margins[n])));
        }

        foreach (double[] lender in lenders.OrderBy(sample => trail.Range.Distance(trail.Input, sample)).Take(MostSamples))
            Swap(trail, lender);
    }

    private static void Swap(CounterfactualTrail trail, double[] lender)
    {
        double[] current = [.. trail.Input];
        List<int> own = [.. Enumerable.Range(0, trail.Range.Features).Where(feature => !trail.Range.IsFixedFeature(feature))];
        while (own.Count > 0)
        {
            double[][] candidates = [.. own.Select(feature => Swapped(current, lender, feature, trail.Range))];
            if (trail.Margins(candidates) is not { } margins)
                return;
            int best = Array.IndexOf(margins, margins.Max());
            trail.Offer(candidates[best], margins[best], "swapped features");
            if (trail.Wish.IsMet(margins[best]))
                return;
            current = candidates[best];
            own.RemoveAt(best);
        }
    }

    private static double[] Swapped(double[] current, double[] lender, int feature, PlausibleRange range) =>
        [.. current.Select((value, cell) => cell % range.Features == feature && !range.IsFixed(cell) ? lender[cell] : value)];
}
