using Gatelight.Reports.Rendering;

namespace Gatelight.Reports.Figures;

/// <summary>
/// What pushed the answer up against what pushed it down, on one bar: the positive contributions end at the answer from the
/// left, the negative ones begin at it to the right, and the baseline is marked.
/// </summary>
public sealed record ForceFigure : Figure
{
    /// <summary>Unit of the values.</summary>
    public required string Unit { get; init; }

    /// <summary>The answer for the baseline.</summary>
    public required double Baseline { get; init; }

    /// <summary>Name of the baseline.</summary>
    public string BaselineName { get; init; } = "baseline";

    /// <summary>Name of the answer, whose value is the baseline plus all contributions.</summary>
    public string AnswerName { get; init; } = "answer";

    /// <summary>The contributions in any order; strongest stand nearest to the answer.</summary>
    public required IReadOnlyList<FigureBar> Contributions { get; init; }

    /// <summary>The answer: the baseline plus all contributions.</summary>
    public double Answer => Baseline + Contributions.Where(bar => double.IsFinite(bar.Value)).Sum(bar => bar.Value);

    internal override FigureTable Tabulate()
    {
        int decimals = NumberText.Decimals(Contributions.Select(bar => bar.Value));
        return new FigureTable(
            [new FigureDataColumn("name"), new FigureDataColumn("value", Unit)],
            [
                [FigureCell.Of(BaselineName), FigureCell.Of(Baseline, NumberText.Write(Baseline))],
                .. Contributions.Select(bar => (IReadOnlyList<FigureCell>)[FigureCell.Of(bar.Name), FigureCell.Of(bar.Value, NumberText.Signed(bar.Value, decimals))]),
                [FigureCell.Of(AnswerName), FigureCell.Of(Answer, NumberText.Write(Answer))],
            ]);
    }

    internal override string FindMain()
    {
        double[] values = [.. Contributions.Select(bar => bar.Value).Where(double.IsFinite)];
        int decimals = NumberText.Decimals([Baseline, Answer]);
        return $"Pushed up by {NumberText.Write(values.Where(value => value > 0).Sum(), decimals)} and down by {NumberText.Write(-values.Where(value => value < 0).Sum(), decimals)}, "
            + $"from {BaselineName} {NumberText.WithUnit(Baseline, decimals, Unit)} to {AnswerName} {NumberText.WithUnit(Answer, decimals, Unit)}. "
            + FindingText.Strongest(Contributions.Select(bar => (bar.Name, bar.Value)), "");
    }
}
