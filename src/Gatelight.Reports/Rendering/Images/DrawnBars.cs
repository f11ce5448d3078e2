using Gatelight.Reports.Figures;
using ScottPlot;
using SkiaSharp;

namespace Gatelight.Reports.Rendering.Images;

/// <summary>Horizontal bars or a waterfall as a picture.</summary>
internal static class DrawnBars
{
    public static void Draw(SKCanvas canvas, BarFigure figure, SKRect area)
    {
        var steps = BarSteps.Of(figure);
        int decimals = NumberText.Decimals(figure.Bars.Select(bar => bar.Value));
        using Plot plot = PlotStyle.New();
        foreach ((double value, int row) in steps.Connectors)
        {
            var connector = plot.Add.Line(value, -row, value, -row - 1);
            connector.Color = PlotStyle.Color(Palette.Light.Rule);
            connector.LineWidth = 1;
        }

        foreach (BarSteps.Step bar in steps.Bars) AddBar(plot, bar, decimals);
        int totalDecimals = NumberText.Decimals(steps.Totals.Select(total => total.Value));
        foreach (BarSteps.Step total in steps.Totals)
        {
            plot.Add.Marker(total.Value, -total.Row, MarkerShape.FilledDiamond, 12, PlotStyle.Color(Palette.Light.Ink));
            bool isRight = total.Value > (steps.Low + steps.High) / 2;
            AddText(plot, NumberText.Write(total.Value, totalDecimals), total.Value, total.Row, isLeftOf: isRight);
        }

        if (figure.Start is null) plot.Add.VerticalLine(0, 1, PlotStyle.Color(Palette.Light.Muted));
        PlotStyle.Manual(plot.Axes.Left, steps.Names.Select((name, row) => ((double)-row, NumberText.Shorten(name))));
        PlotStyle.ValueAxis(plot.Axes.Bottom, figure.Unit);
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Grid.YAxisStyle.IsVisible = false;
        plot.Axes.SetLimits(steps.Low, steps.High, -steps.Names.Count + 0.4, 0.6);
        PlotStyle.Render(plot, canvas, area);
    }

    private static void AddBar(Plot plot, BarSteps.Step bar, int decimals)
    {
        var drawn = plot.Add.Rectangle(bar.From, bar.From + bar.Value, -bar.Row - 0.36, -bar.Row + 0.36);
        drawn.FillColor = PlotStyle.Color(bar.Value < 0 ? Palette.Light.Negative : Palette.Light.Positive);
        drawn.LineWidth = 0;
        double end = bar.From + bar.Value;
        if (bar.Error > 0)
        {
            var whisker = plot.Add.Line(end - bar.Error, -bar.Row, end + bar.Error, -bar.Row);
            whisker.Color = PlotStyle.Color(Palette.Light.Ink);
            whisker.LineWidth = 1.4f;
        }

        AddText(plot, NumberText.Signed(bar.Value, decimals), end + (bar.Value < 0 ? -bar.Error : bar.Error), bar.Row, isLeftOf: bar.Value < 0);
    }

    private static void AddText(Plot plot, string text, double x, int row, bool isLeftOf)
    {
        var label = plot.Add.Text(text, x, -row);
        label.LabelFontSize = 13;
        label.LabelFontColor = PlotStyle.Color(Palette.Light.Ink);
        label.LabelAlignment = isLeftOf ? Alignment.MiddleRight : Alignment.MiddleLeft;
        label.OffsetX = isLeftOf ? -8 : 8;
    }
}
