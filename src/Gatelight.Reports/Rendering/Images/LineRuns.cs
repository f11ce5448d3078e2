namespace Gatelight.Reports.Rendering.Images;

/// <summary>The stretches of a line between its gaps: a line over a gap would claim what nobody observed.</summary>
internal static class LineRuns
{
    public static IEnumerable<(double[] X, double[] Y)> Of(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        int start = 0;
        for (int i = 0; i <= y.Count; i++)
        {
            if (i < y.Count && double.IsFinite(y[i])) continue;
            if (i > start) yield return ([.. x.Skip(start).Take(i - start)], [.. y.Skip(start).Take(i - start)]);
            start = i + 1;
        }
    }
}
