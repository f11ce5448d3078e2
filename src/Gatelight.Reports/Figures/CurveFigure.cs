using Gatelight.Reports.Rendering;

namespace Gatelight.Reports.Figures;

/// <summary>Curves over a number: deletion and insertion with the areas beneath them, or a partial dependence with the curves of the single examples.</summary>
public sealed record CurveFigure : Figure
{
    /// <summary>What the horizontal axis is, with its unit, for example "share of the input removed".</summary>
    public required string XTitle { get; init; }

    /// <summary>Unit of the values, printed on the vertical axis and on hover.</summary>
    public required string Unit { get; init; }

    /// <summary>The curves; individual ones are drawn beneath the others.</summary>
    public required IReadOnlyList<FigureCurve> Curves { get; init; }

    /// <summary>Values that the data hold, drawn as ticks on the horizontal axis: where there are none, a curve is a guess.</summary>
    public IReadOnlyList<double> Observed { get; init; } = [];

    /// <summary>Lowest and highest value of the vertical axis where they are known; fitted to the data when null.</summary>
    public (double Low, double High)? Range { get; init; }

    /// <summary>A curve's name with its area.</summary>
    internal static string Label(FigureCurve curve) => curve.Area is { } area ? $"{curve.Name} (area {NumberText.Write(area, Math.Min(3, NumberText.Decimals([area])))})" : curve.Name;

    internal override FigureTable Tabulate() => new(
        [new FigureDataColumn("curve"), new FigureDataColumn(XTitle), new FigureDataColumn("value", Unit)],
        [.. Curves.SelectMany(curve => curve.X.Zip(curve.Y, (x, y) => (IReadOnlyList<FigureCell>)[FigureCell.Of(curve.Name), FigureCell.Of(x), FigureCell.Of(y)]))]);

    internal override string FindMain()
    {
        FigureCurve[] named = [.. Curves.Where(curve => curve.Role != CurveRole.Individual && curve.Y.Any(double.IsFinite))];
        if (named.Length == 0) return Curves.Count == 0 ? FindingText.Nothing : $"{NumberText.Plain(Curves.Count)} curves over {XTitle}.";
        int decimals = NumberText.Decimals(named.SelectMany(curve => curve.Y));
        return string.Join(" ", named.Select(curve =>
            $"{Label(curve)} goes from {NumberText.Write(curve.Y.First(double.IsFinite), decimals)} to {NumberText.WithUnit(curve.Y.Last(double.IsFinite), decimals, Unit)}."));
    }
}
