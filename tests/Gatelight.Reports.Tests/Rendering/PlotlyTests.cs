using System.Globalization;
using System.Text.Json.Nodes;
using Gatelight.Reports.Figures;
using Gatelight.Reports.Rendering;

namespace Gatelight.Reports.Tests.Rendering;

public sealed class PlotlyTests
{
    private static readonly DateTime[] Times = [new(2020, 1, 1), new(2020, 2, 1), new(2020, 3, 1)];

    [Fact]
    public void A_diverging_scale_is_symmetric_about_its_centre()
    {
        HeatmapFigure figure = Heatmap(new double[,] { { 1, -3, double.NaN } }) with { Center = 1 };

        Assert.Equal((-3, 5), ColorEnds.Of(figure));
    }

    [Fact]
    public void A_sequential_scale_runs_from_lowest_to_highest_unless_its_ends_are_known()
    {
        HeatmapFigure figure = Heatmap(new double[,] { { 0.2, 0.4, 0.9 } }) with { Scale = ColorScale.Sequential };

        Assert.Equal((0.2, 0.9), ColorEnds.Of(figure));
        Assert.Equal((0, 1), ColorEnds.Of(figure with { Range = (0, 1) }));
    }

    [Fact]
    public void A_constant_matrix_still_has_a_scale() =>
        Assert.All((ColorScale[])[ColorScale.Diverging, ColorScale.Sequential], scale =>
        {
            (double low, double high) = ColorEnds.Of(Heatmap(new double[,] { { 0, 0, 0 } }) with { Scale = scale });
            Assert.True(high > low);
        });

    [Fact]
    public void What_is_unknown_is_left_empty()
    {
        JsonArray matrix = PlotlyFigure.Create(Heatmap(new double[,] { { 1, double.NaN, double.PositiveInfinity } })).Data[0]!["z"]!.AsArray();

        Assert.Equal("[[1,null,null]]", matrix.ToJsonString());
    }

    [Fact]
    public void Points_of_lines_with_different_times_carry_their_own_date_on_hover()
    {
        FigureLine known = new("known", LineRole.Actual, Times[..2], [1, 2]), next = new("next", LineRole.Forecast, Times[2..], [3]);
        var figure = new TimeSeriesFigure { Title = "t", Caption = "c", Unit = "u", TimeFormat = "MMM yyyy", Lines = [known, next] };

        Assert.Equal("%{x|%b %Y}, known: %{y:,.3f} u<extra></extra>", (string?)PlotlyFigure.Create(figure).Data[0]!["hovertemplate"]);
        Assert.Equal("known: %{y:,.3f} u<extra></extra>", (string?)PlotlyFigure.Create(figure with { Lines = [known, known] }).Data[0]!["hovertemplate"]);
    }

    [Theory]
    [InlineData("MMM yyyy", "%b %Y")]
    [InlineData("yyyy-MM-dd HH:mm", "%Y-%m-%d %H:%M")]
    public void Time_formats_are_translated(string dotnet, string plotly) => Assert.Equal(plotly, PlotlyText.TimeFormat(dotnet));

    [Fact]
    public void A_waterfall_starts_each_bar_where_the_last_ended()
    {
        var figure = new BarFigure { Title = "t", Caption = "c", Unit = "u", Start = new FigureBar("baseline", 10), EndName = "end", Bars = [new FigureBar("a", 5), new FigureBar("b", -2)] };
        JsonNode bars = PlotlyFigure.Create(figure).Data[0]!;

        Assert.Equal("[10,15]", bars["base"]!.ToJsonString());
        Assert.Equal("[5,-2]", bars["x"]!.ToJsonString());
        Assert.Equal("[10,13]", PlotlyFigure.Create(figure).Data[1]!["x"]!.ToJsonString());
    }

    [Fact]
    public void Text_can_be_read_on_its_ground()
    {
        foreach (Palette palette in (Palette[])[Palette.Light, Palette.Dark])
        {
            foreach (string text in (string[])[palette.Ink, palette.Muted, palette.Link])
                Assert.True(Math.Min(Contrast(text, palette.Page), Contrast(text, palette.Surface)) >= 4.5, text);
            Assert.True(Contrast(palette.Warning, palette.WarningSurface) >= 4.5);
            Assert.True(Math.Min(Contrast(palette.Good, palette.Surface), Contrast(palette.Good, palette.Highlight)) >= 4.5);
        }
    }

    private static HeatmapFigure Heatmap(double[,] values) => new()
    {
        Title = "title",
        Caption = "caption",
        Unit = "u",
        RowTitle = "row",
        RowNames = ["a"],
        ColumnTimes = Times,
        TimeFormat = "yyyy-MM",
        Values = values,
    };

    /// <summary>Contrast ratio of WCAG 2: (L1 + 0.05) / (L2 + 0.05).</summary>
    private static double Contrast(string a, string b)
    {
        double first = Luminance(a), second = Luminance(b);
        return (Math.Max(first, second) + 0.05) / (Math.Min(first, second) + 0.05);
    }

    private static double Luminance(string hex)
    {
        double[] linear = [.. Enumerable.Range(0, 3).Select(i => int.Parse(hex.AsSpan(1 + (2 * i), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(share => share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4))];
        return (0.2126 * linear[0]) + (0.7152 * linear[1]) + (0.0722 * linear[2]);
    }
}
