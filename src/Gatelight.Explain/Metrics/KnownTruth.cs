using Gatelight.Metrics;

namespace Gatelight.Explain;

/// <summary>
/// Holds maps against cells that are known to matter, as in a model written by hand: the measures of Crabbé and van der Schaar (2021, arXiv:2106.05303) and
/// the pointing game of Zhang et al. (2016, arXiv:1608.00507); equations 233 to 238 of docs/equations.md. The cells of all maps are judged together.
/// </summary>
/// <remarks>
/// Thresholds are the distinct scores, and areas over them are by the trapezoid rule from the lowest to the highest, the point of no selection left out. Logarithms are to the
/// base 2, their arguments raised by <see cref="Floor"/>, as in the authors' and later programs.
/// </remarks>
public sealed record KnownTruth
{
    /// <summary>What is added below a logarithm, so that a score of 1 has finite information.</summary>
    public const double Floor = 1e-5;

    /// <summary>How the maps are brought to [0, 1].</summary>
    public SaliencyScale Scale { get; init; }

    /// <summary>Whether the sign of the values is dropped first, as it must be where both signs matter.</summary>
    public bool TakesMagnitudes { get; init; } = true;

    /// <summary>Scores maps.</summary>
    /// <param name="maps">The maps, one an input.</param>
    /// <param name="truths">For each map, of its shape, whether a cell matters.</param>
    /// <exception cref="ExplanationException">Maps and truths do not fit, a value is not finite or out of range, or none or all of the cells matter.</exception>
    public KnownTruthScore Score(IReadOnlyList<double[,]> maps, IReadOnlyList<bool[,]> truths)
    {
        Check(maps, truths);
        double[][] scores = Scaled([.. maps.Select(map => map.Cast<double>().Select(value => TakesMagnitudes ? Math.Abs(value) : value).ToArray())]);
        double[] all = [.. scores.SelectMany(values => values)];
        bool[] matters = [.. truths.SelectMany(truth => truth.Cast<bool>())];
        if (!matters.Contains(true) || !matters.Contains(false))
            throw new ExplanationException($"{(matters.Contains(true) ? "All" : "None")} of the {matters.Length} cells matter(s); give cells of both kinds.");
        if (all.FirstOrDefault(score => score is < 0 or > 1) is var outside and not 0)
            throw new ExplanationException($"A score is {outside}; without scaling they must lie between 0 and 1.");
        BinaryRocCurve curve = new(all, matters);
        (double aup, double aur) = Areas(curve, matters);
        double[] salient = [.. all.Where((_, n) => matters[n])];
        double hits = scores.Where((values, n) => truths[n].Cast<bool>().ElementAt(Array.IndexOf(values, values.Max()))).Count();
        return new KnownTruthScore(
            aup, aur, curve.AveragePrecision, curve.Area,
            salient.Sum(score => Math.Abs(Math.Log2(1 - score + Floor))),
            salient.Sum(score => score * Math.Abs(Math.Log2(score + Floor)) + (1 - score) * Math.Abs(Math.Log2(1 - score + Floor))),
            hits / maps.Count);
    }

    // The points of the curve come by falling threshold, the first of them above all scores.
    private static (double Aup, double Aur) Areas(BinaryRocCurve curve, bool[] matters)
    {
        double positives = matters.Count(value => value);
        double negatives = matters.Length - positives;
        RocPoint[] points = [.. curve.Points.Skip(1).Reverse()];
        double[] thresholds = [.. points.Select(point => point.Threshold)];
        double[] recall = [.. points.Select(point => point.TruePositiveRate)];
        double[] precision = [.. points.Select(point => point.TruePositiveRate * positives / (point.TruePositiveRate * positives + point.FalsePositiveRate * negatives))];
        return (Trapezoid.Area(thresholds, precision), Trapezoid.Area(thresholds, recall));
    }

    // A map that is the same everywhere selects nothing.
    private static double[] ToUnit(double[] values, double least, double most) =>
        [.. values.Select(value => most > least ? (value - least) / (most - least) : 0)];

    private static void Check(IReadOnlyList<double[,]> maps, IReadOnlyList<bool[,]> truths)
    {
        if (maps.Count == 0 || maps.Count != truths.Count)
            throw new ExplanationException($"There are {maps.Count} maps for {truths.Count} known truths; give one truth for each map.");
        for (int n = 0; n < maps.Count; n++)
        {
            if (maps[n].GetLength(0) != truths[n].GetLength(0) || maps[n].GetLength(1) != truths[n].GetLength(1))
                throw new ExplanationException($"Map {n} is [{maps[n].GetLength(0)}, {maps[n].GetLength(1)}], its truth [{truths[n].GetLength(0)}, {truths[n].GetLength(1)}].");
            if (maps[n].Cast<double>().Any(value => !double.IsFinite(value)))
                throw new ExplanationException($"Map {n} holds a value that is not a finite number.");
        }
    }

    private double[][] Scaled(double[][] maps)
    {
        if (Scale == SaliencyScale.EachMap)
            return [.. maps.Select(map => ToUnit(map, map.Min(), map.Max()))];
        if (Scale != SaliencyScale.WholeSet)
            return maps;
        double least = maps.Min(values => values.Min()), most = maps.Max(values => values.Max());
        return [.. maps.Select(map => ToUnit(map, least, most))];
    }
}
