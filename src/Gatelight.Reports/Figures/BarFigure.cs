using Gatelight.Reports.Rendering;

namespace Gatelight.Reports.Figures;

/// <summary>Named signed values as horizontal bars, or as a waterfall that leads from one total to another.</summary>
public sealed record BarFigure : Figure
{
    /// <summary>Unit of the values.</summary>
    public required string Unit { get; init; }

    /// <summary>The bars, first on top.</summary>
    public required IReadOnlyList<FigureBar> Bars { get; init; }

    /// <summary>Total from which a waterfall starts; with null every bar starts at zero.</summary>
    public FigureBar? Start { get; init; }

    /// <summary>Name of the total at which a waterfall arrives; its value is the start plus all bars.</summary>
    public string EndName { get; init; } = "total";

    internal override FigureTable Tabulate()
    {
        int decimals = NumberText.Decimals(Bars.Select(bar => bar.Value));
        bool hasErrors = Bars.Any(bar => bar.Error is not null);
        var rows = new List<IReadOnlyList<FigureCell>>();
        if (Start is { } start) AddTotal(start.Name, start.Value);
        foreach (FigureBar bar in Bars)
        {
            FigureCell name = FigureCell.Of(bar.Name), value = FigureCell.Of(bar.Value, NumberText.Signed(bar.Value, decimals));
            FigureCell error = bar.Error is { } half ? FigureCell.Of(half, NumberText.Write(half, decimals)) : default;
            rows.Add(hasErrors ? [name, value, error] : [name, value]);
        }

        if (Start is not null) AddTotal(EndName, Start.Value + Bars.Sum(bar => bar.Value));
        FigureDataColumn[] columns = [new("name"), new("value", Unit), new("error", Unit)];
        return new FigureTable(hasErrors ? columns : columns[..2], rows);

        void AddTotal(string name, double value)
        {
            FigureCell total = FigureCell.Of(value, NumberText.Write(value));
            rows.Add(hasErrors ? [FigureCell.Of(name), total, default] : [FigureCell.Of(name), total]);
        }
    }

    internal override string FindMain()
    {
        string strongest = FindingText.Strongest(Bars.Select(bar => (bar.Name, bar.Value)), Unit);
        if (Start is null) return strongest;
        double end = Start.Value + Bars.Sum(bar => bar.Value);
        int decimals = NumberText.Decimals([Start.Value, end]);
        return $"From {Start.Name} {NumberText.WithUnit(Start.Value, decimals, Unit)} to {EndName} {NumberText.WithUnit(end, decimals, Unit)}. {strongest}";
    }
}
