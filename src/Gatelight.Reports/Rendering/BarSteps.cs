using Gatelight.Reports.Figures;

namespace Gatelight.Reports.Rendering;

/// <summary>Where each bar of a <see cref="BarFigure"/> starts and ends: at zero, or where the bar above it ended.</summary>
internal sealed class BarSteps
{
    private BarSteps(BarFigure figure)
    {
        double running = figure.Start?.Value ?? 0;
        if (figure.Start is { } start) AddTotal(start.Name, running);
        foreach (FigureBar bar in figure.Bars)
        {
            double from = figure.Start is null ? 0 : running;
            Bars.Add(new Step(bar.Name, Names.Count, from, bar.Value, bar.Error ?? 0));
            Names.Add(bar.Name);
            running += bar.Value;
            if (figure.Start is not null) Connectors.Add((running, Names.Count - 1));
        }

        if (figure.Start is not null) AddTotal(figure.EndName, running);
        SetRange(figure.Start is null);
    }

    public List<string> Names { get; } = [];

    public List<Step> Bars { get; } = [];

    public List<Step> Totals { get; } = [];

    /// <summary>Vertical lines that lead from the end of one row to the start of the next.</summary>
    public List<(double Value, int Row)> Connectors { get; } = [];

    public double Low { get; private set; }

    public double High { get; private set; }

    public static BarSteps Of(BarFigure figure) => new(figure);

    private void AddTotal(string name, double value)
    {
        if (Totals.Count == 0) Connectors.Add((value, Names.Count));
        Totals.Add(new Step(name, Names.Count, value, value, 0));
        Names.Add(name);
    }

    private void SetRange(bool isFromZero)
    {
        double low = isFromZero ? 0 : double.PositiveInfinity, high = isFromZero ? 0 : double.NegativeInfinity;
        foreach (Step bar in Bars)
        {
            low = Math.Min(low, Math.Min(bar.From, bar.From + bar.Value) - bar.Error);
            high = Math.Max(high, Math.Max(bar.From, bar.From + bar.Value) + bar.Error);
        }

        foreach (Step total in Totals)
        {
            low = Math.Min(low, total.Value);
            high = Math.Max(high, total.Value);
        }

        if (!(high > low)) (low, high) = double.IsFinite(low) ? (low - 1, low + 1) : (-1, 1);
        // The numbers written outside the bars need room at either end.
        double room = 0.27 * (high - low);
        (Low, High) = (low - room, high + room);
    }

    /// <summary>One bar or total on its row.</summary>
    public readonly record struct Step(string Name, int Row, double From, double Value, double Error);
}
