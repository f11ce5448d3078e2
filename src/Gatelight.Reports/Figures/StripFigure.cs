using Gatelight.Reports.Rendering;

namespace Gatelight.Reports.Figures;

/// <summary>Values over the same steps as thin strips above one another, such as the gates of several units.</summary>
public sealed record StripFigure : Figure
{
    /// <summary>Unit of the values, for example "opening, 0 to 1".</summary>
    public required string Unit { get; init; }

    /// <summary>What a step is, for example "month" or "token".</summary>
    public required string StepTitle { get; init; }

    /// <summary>Names of the steps, in order: times or tokens.</summary>
    public required IReadOnlyList<string> StepNames { get; init; }

    /// <summary>The groups of strips, first on top.</summary>
    public required IReadOnlyList<StripGroup> Groups { get; init; }

    /// <summary>Value at the foot and at the top of every strip: 0 to 1, as for gates, by default.</summary>
    public (double Low, double High) Range { get; init; } = (0, 1);

    internal override FigureTable Tabulate() => new(
        [new FigureDataColumn(StepTitle), .. Groups.SelectMany(group => group.Strips.Select(strip => new FigureDataColumn($"{group.Name}, {strip.Name}", Unit)))],
        [.. StepNames.Select((name, step) => (IReadOnlyList<FigureCell>)[FigureCell.Of(name), .. Groups.SelectMany(group => group.Strips.Select(strip => FigureCell.Of(strip.Values[step])))])]);

    internal override string FindMain() => string.Join(" ", Groups.Select(group =>
    {
        var means = group.Strips.Select(strip => (strip.Name, Mean: strip.Values.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average()));
        return $"{group.Name}, means: {string.Join(", ", means.Select(strip => $"{strip.Name} {NumberText.Write(strip.Mean, 2)}"))}.";
    }));
}
