namespace Gatelight.Explain;

/// <summary>
/// What two maps have in common: Pearson's correlation of their values, Spearman's of their ranks, and the overlap of their most important cells
/// (equations 229 to 231 of docs/equations.md). Where one map has a column a feature and the other one in all, the first is added up over the features.
/// </summary>
public static class MapAgreement
{
    /// <summary>The correlation of the values; 0 where a map is the same everywhere.</summary>
    /// <param name="first">A map.</param>
    /// <param name="second">A map of as many steps.</param>
    /// <exception cref="ExplanationException">The maps do not fit together.</exception>
    public static double Pearson(double[,] first, double[,] second)
    {
        (double[] a, double[] b) = Pair(first, second);
        return Correlation(a, b);
    }

    /// <summary>The correlation of the ranks, equal values sharing their mean rank; 0 where a map is the same everywhere.</summary>
    /// <param name="first">A map.</param>
    /// <param name="second">A map of as many steps.</param>
    /// <exception cref="ExplanationException">The maps do not fit together.</exception>
    public static double Spearman(double[,] first, double[,] second)
    {
        (double[] a, double[] b) = Pair(first, second);
        return Correlation(Ranks(a), Ranks(b));
    }

    /// <summary>The share of one map's largest cells, by size, that are among the other's.</summary>
    /// <param name="first">A map.</param>
    /// <param name="second">A map of as many steps.</param>
    /// <param name="share">The share of the cells that is compared; at least one cell is.</param>
    /// <exception cref="ExplanationException">The maps do not fit together.</exception>
    public static double TopOverlap(double[,] first, double[,] second, double share = 0.2)
    {
        (double[] a, double[] b) = Pair(first, second);
        int count = Math.Max(1, (int)(share * a.Length));
        return (double)Top(a, count).Intersect(Top(b, count)).Count() / count;
    }

    /// <summary>Every pair of several maps.</summary>
    /// <param name="maps">The maps of one question, each with its method.</param>
    /// <param name="share">The share of the cells for <see cref="TopOverlap"/>.</param>
    /// <exception cref="ExplanationException">The maps do not fit together.</exception>
    public static AgreementTable Table(IReadOnlyList<Attribution> maps, double share = 0.2)
    {
        double[,] spearman = new double[maps.Count, maps.Count];
        double[,] pearson = new double[maps.Count, maps.Count];
        double[,] overlap = new double[maps.Count, maps.Count];
        for (int row = 0; row < maps.Count; row++)
        {
            for (int column = 0; column < maps.Count; column++)
            {
                spearman[row, column] = Spearman(maps[row].Values, maps[column].Values);
                pearson[row, column] = Pearson(maps[row].Values, maps[column].Values);
                overlap[row, column] = TopOverlap(maps[row].Values, maps[column].Values, share);
            }
        }

        return new AgreementTable([.. maps.Select(map => map.Method)], spearman, pearson, overlap);
    }

    internal static double Correlation(double[] a, double[] b)
    {
        double meanA = a.Average();
        double meanB = b.Average();
        double product = 0;
        double squareA = 0;
        double squareB = 0;
        for (int n = 0; n < a.Length; n++)
        {
            product += (a[n] - meanA) * (b[n] - meanB);
            squareA += (a[n] - meanA) * (a[n] - meanA);
            squareB += (b[n] - meanB) * (b[n] - meanB);
        }

        return squareA == 0 || squareB == 0 ? 0 : Math.Clamp(product / Math.Sqrt(squareA * squareB), -1, 1);
    }

    /// <summary>The ranks from 1, equal values sharing their mean rank.</summary>
    internal static double[] Ranks(double[] values)
    {
        int[] order = [.. Enumerable.Range(0, values.Length).OrderBy(n => values[n])];
        double[] ranks = new double[values.Length];
        for (int start = 0, end; start < order.Length; start = end)
        {
            for (end = start + 1; end < order.Length && values[order[end]] == values[order[start]]; end++)
            {
            }

            for (int n = start; n < end; n++)
                ranks[order[n]] = (start + end + 1) / 2.0;
        }

        return ranks;
    }

    private static IEnumerable<int> Top(double[] values, int count) =>
        Enumerable.Range(0, values.Length).OrderByDescending(n => Math.Abs(values[n])).ThenBy(n => n).Take(count);

    private static (double[] First, double[] Second) Pair(double[,] first, double[,] second)
    {
        if (first.GetLength(0) != second.GetLength(0) || (first.GetLength(1) != second.GetLength(1) && first.GetLength(1) != 1 && second.GetLength(1) != 1))
            throw new ExplanationException($"Maps [{first.GetLength(0)}, {first.GetLength(1)}] and [{second.GetLength(0)}, {second.GetLength(1)}] cannot be compared.");
        return first.GetLength(1) == second.GetLength(1)
            ? ([.. first.Cast<double>()], [.. second.Cast<double>()])
            : (StepSums(first), StepSums(second));
    }

    private static double[] StepSums(double[,] map) =>
        [.. Enumerable.Range(0, map.GetLength(0)).Select(step => Enumerable.Range(0, map.GetLength(1)).Sum(feature => map[step, feature]))];
}
