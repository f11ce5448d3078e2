namespace Gatelight.Bench.Racing;

/// <summary>The seconds of one call: of each contender in each round; null for a contender that was not there. The first contender is ours.</summary>
internal sealed record RaceResult(double[]?[] Seconds)
{
    /// <summary>The median of our seconds.</summary>
    public double Own => Median(Seconds[0]!);

    /// <summary>The median of a contender's seconds; null when it was not there.</summary>
    public double? Of(int contender) => Seconds[contender] is { } values ? Median(values) : null;

    /// <summary>How many times longer a contender took than we did (or than another contender); null when one of them was not there.</summary>
    public double? Ratio(int contender, int own = 0) =>
        Seconds[contender] is { } values && Seconds[own] is { } ours ? Median(values.Zip(ours, (other, mine) => other / mine)) : null;

    /// <summary>The ratio to the fastest of some contenders; null when none was there.</summary>
    public double? RatioToBest(IEnumerable<int> contenders, int own = 0)
    {
        double[] ratios = [.. contenders.Select(contender => Ratio(contender, own)).OfType<double>()];
        return ratios.Length == 0 ? null : ratios.Min();
    }

    /// <summary>The middle one of an odd number of values.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    /// <summary>The geometric mean; NaN of nothing.</summary>
    public static double GeometricMean(IEnumerable<double> values)
    {
        double[] all = [.. values];
        return all.Length == 0 ? double.NaN : Math.Exp(all.Average(Math.Log));
    }
}
