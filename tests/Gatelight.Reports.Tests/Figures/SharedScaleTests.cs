using System.Text.Json.Nodes;
using Gatelight.Reports.Figures;
using Gatelight.Reports.Rendering;
using Gatelight.Reports.Rendering.Images;
using SkiaSharp;

namespace Gatelight.Reports.Tests.Figures;

public sealed class SharedScaleTests
{
    [Fact]
    public void Maps_side_by_side_have_the_colours_of_the_widest()
    {
        SmallMultiplesFigure figure = Maps(new double[,] { { 1, -2, 0 } }, new double[,] { { 8, 0, -3 } });
        JsonArray traces = PlotlyFigure.Create(figure).Data;

        Assert.All(traces, trace => Assert.Equal((-8, 8), ((double)trace!["zmin"]!, (double)trace["zmax"]!)));
        Assert.Single(traces, trace => trace!["showscale"] is null);
    }

    [Fact]
    public void The_same_value_has_the_same_colour_in_every_map_of_a_picture_and_zero_is_neutral()
    {
        if (!PlotStyle.HasFont) Assert.Skip("No font is installed (for example the package fonts-dejavu-core), so no picture can be drawn.");
        using SKBitmap bitmap = SKBitmap.Decode(FigureImage.ToPng(Maps(new double[,] { { 4 } }, new double[,] { { 8 } }, new double[,] { { 0 } }), 900, 400));
        SKColor[] middles = [.. Enumerable.Range(0, 3).Select(panel => bitmap.GetPixel(170 + (290 * panel), 180))];

        Assert.Equal(DrawnColors.Blend(Palette.Light.Diverging, 0.75), middles[0]);
        Assert.Equal(SKColor.Parse(Palette.Light.Diverging[^1]), middles[1]);
        Assert.Equal(SKColor.Parse(Palette.Light.Diverging[3]), middles[2]);
    }

    [Fact]
    public void A_range_that_is_asked_for_is_kept() =>
        Assert.Equal((-20, 20), (Maps(new double[,] { { 1 } }) with { Range = (-20, 20) }).Ends);

    [Fact]
    public void Separate_heat_maps_can_share_one_range()
    {
        HeatmapFigure first = DemoFigures.Heatmap(null) with { Values = new double[,] { { 1, 2, 3 }, { 0, 0, 0 } } }, second = first with { Values = new double[,] { { 0, -7, 0 }, { 0, 0, 0 } } };

        Assert.All(HeatmapFigure.ShareRange([first, second]), map => Assert.Equal((-7, 7), map.Range));
        ArgumentException failure = Assert.Throws<ArgumentException>(() => HeatmapFigure.ShareRange([first, second with { Unit = "litres" }]));
        Assert.Contains("they differ in unit, scale or centre", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tokens_of_two_texts_can_share_one_reach()
    {
        TokenFigure figure = DemoFigures.Tokens(null) with { Tokens = [new FigureToken("a", 0.5), new FigureToken("b", double.NaN), new FigureToken("c", -3)] };

        Assert.Equal(3, figure.FullValue);
        Assert.Equal(10, (figure with { Reach = 10 }).FullValue);
    }

    private static SmallMultiplesFigure Maps(params double[][,] maps) => new()
    {
        Title = "t",
        Caption = "c",
        Unit = "u",
        RowTitle = "row",
        RowNames = ["a"],
        ColumnTitle = "column",
        ColumnNames = [.. Enumerable.Range(0, maps[0].GetLength(1)).Select(column => $"{column}")],
        Panels = [.. maps.Select((map, index) => new FigurePanel($"map {index}", map))],
    };
}
