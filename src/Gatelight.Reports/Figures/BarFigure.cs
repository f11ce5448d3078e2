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
}
