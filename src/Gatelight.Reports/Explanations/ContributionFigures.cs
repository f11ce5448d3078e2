using Gatelight.Reports.Figures;
using Gatelight.Reports.Rendering;

namespace Gatelight.Reports.Explanations;

/// <summary>Figures of one answer's contributions: the largest by name, the rest as one.</summary>
public static class ContributionFigures
{
    /// <summary>
    /// A waterfall from the baseline's answer over the largest contributions and the rest to the answer itself;
    /// <c>baseline + Σ contributions + gap = answer</c>.
    /// </summary>
    /// <param name="askedAbout">What was asked about, for example "the forecast for Jan 1969".</param>
    /// <param name="unit">Unit of the values.</param>
    /// <param name="baseline">The answer for the baseline.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="contributions">All contributions, in any order.</param>
    /// <param name="largest">How many are named, at least 1; the others are one bar.</param>
    /// <returns>The figure; what the contributions leave unexplained is a bar of its own.</returns>
    public static BarFigure Waterfall(string askedAbout, string unit, double baseline, double answer, IReadOnlyList<FigureBar> contributions, int largest = 10)
    {
        List<FigureBar> bars = [.. Largest(contributions, largest)];
        double gap = answer - baseline - bars.Sum(bar => bar.Value);
        if (Math.Abs(gap) > 1e-9 * Math.Max(Math.Abs(answer), Math.Abs(baseline))) bars.Add(new FigureBar("not accounted for", gap));
        return new BarFigure
        {
            Title = $"From the baseline to {askedAbout}",
            Caption = $"Starting from the answer for the baseline, the largest contributions lead step by step to {askedAbout}, in {unit}.",
            Unit = unit,
            Start = new FigureBar("baseline", baseline),
            EndName = "answer",
            Bars = bars,
        };
    }

    /// <summary>What pushed the answer up against what pushed it down, on one bar.</summary>
    /// <param name="askedAbout">What was asked about.</param>
    /// <param name="unit">Unit of the values.</param>
    /// <param name="baseline">The answer for the baseline.</param>
    /// <param name="contributions">All contributions, in any order.</param>
    /// <param name="largest">How many are named, at least 1; the others are one piece.</param>
    /// <returns>The figure.</returns>
    public static ForceFigure Force(string askedAbout, string unit, double baseline, IReadOnlyList<FigureBar> contributions, int largest = 10) => new()
    {
        Title = $"What pushed {askedAbout} up and down",
        Caption = $"Orange pieces raise the answer from the left, blue ones lower it from the right; they meet at the answer. Lengths are contributions in {unit}.",
        Unit = unit,
        Baseline = baseline,
        Contributions = Largest(contributions, largest),
    };

    /// <summary>The largest contributions in order of size, and the sum of the others as the last entry.</summary>
    /// <param name="contributions">All contributions, in any order; those that are not finite are left out.</param>
    /// <param name="count">How many keep their names, at least 1.</param>
    /// <returns>At most <paramref name="count"/> + 1 contributions with the same sum.</returns>
    public static IReadOnlyList<FigureBar> Largest(IReadOnlyList<FigureBar> contributions, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        FigureBar[] ordered = [.. contributions.Where(bar => double.IsFinite(bar.Value)).OrderByDescending(bar => Math.Abs(bar.Value))];
        if (ordered.Length <= count) return ordered;
        int others = ordered.Length - count;
        return [.. ordered.Take(count), new FigureBar(others == 1 ? "1 other" : $"{NumberText.Plain(others)} others", ordered.Skip(count).Sum(bar => bar.Value))];
    }
}
