using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Gatelight.Reports.Figures;
using Gatelight.Reports.Rendering;
using Gatelight.Reports.Rendering.Images;
using Gatelight.Reports.Tests.Figures;

namespace Gatelight.Reports.Tests.Rendering;

/// <summary>Where the marks of a figure stand, by hand-made numbers.</summary>
public sealed class ShapesOfFiguresTests
{
    [Fact]
    public void A_force_meets_at_the_answer_with_the_strongest_nearest()
    {
        var figure = new ForceFigure { Title = "t", Caption = "c", Unit = "u", Baseline = 10, Contributions = [new FigureBar("a", 1), new FigureBar("b", 4), new FigureBar("c", -2), new FigureBar("d", double.NaN)] };
        var steps = ForceSteps.Of(figure);

        Assert.Equal(13, figure.Answer);
        Assert.Equal([("b", 9.0, 4.0), ("c", 13.0, 2.0), ("a", 8.0, 1.0)], steps.Pieces.Select(piece => (piece.Name, piece.From, piece.Size)));
        // The baseline is the left end plus what pushes down: 8 + 2.
        Assert.Equal(figure.Baseline, steps.Pieces.Min(piece => piece.From) + 2);
    }

    [Fact]
    public void A_phrase_reaches_up_to_the_phrase_that_it_is_part_of()
    {
        PhraseNode a = new() { Label = "a", From = 0, To = 1, Value = 1 }, b = new() { Label = "b", From = 1, To = 2, Value = 2 }, c = new() { Label = "c", From = 2, To = 3, Value = 3 };
        PhraseNode ab = new() { Label = "a b", From = 0, To = 2, Value = 4, Children = [a, b] }, root = new() { Label = "a b c", From = 0, To = 3, Value = 5, Children = [ab, c] };

        Assert.Equal([("a b c", 2, 3), ("a b", 1, 2), ("a", 0, 1), ("b", 0, 1), ("c", 0, 2)], PhraseBoxes.Of(root).Select(box => (box.Node.Label, box.Floor, box.Ceiling)));
    }

    [Fact]
    public void The_points_of_a_swarm_stand_beside_one_another_inside_their_row()
    {
        var figure = new BeeswarmFigure { Title = "t", Caption = "c", Unit = "u", Rows = [new SwarmRow("a", [.. Enumerable.Range(0, 40).Select(i => new SwarmPoint(5, i)), new SwarmPoint(0, 0), new SwarmPoint(double.NaN, 1)])] };
        IReadOnlyList<SwarmLayout.Dot> dots = SwarmLayout.Of(figure);

        Assert.Equal(41, dots.Count);
        Assert.Equal(40, dots.Where(dot => dot.Value == 5).Select(dot => dot.Offset).Distinct().Count());
        Assert.All(dots, dot => Assert.InRange(dot.Offset, -0.43, 0.43));
        Assert.Equal((0, 1), (dots.Min(dot => dot.Level), dots.Max(dot => dot.Level)));
    }

    [Fact]
    public void A_word_tells_sign_and_strength_without_colour()
    {
        var html = new HtmlText();
        HtmlTokens.Write(html, DemoFigures.Tokens(null) with { Tokens = [new FigureToken("bad", -0.5), new FigureToken("good", 1), new FigureToken("so", 0), new FigureToken("odd", double.NaN)] });
        string words = Regex.Match(html.ToString(), "<p class=\"tokens\" dir=\"auto\">(.*?)</p>").Groups[1].Value;

        Assert.Equal("<span class=\"token down\" style=\"--share:0.5\" data-value=\"−0.500 log-odds\">bad</span> "
            + "<span class=\"token up\" style=\"--share:1\" data-value=\"+1.000 log-odds\">good</span> "
            + "<span class=\"token\" style=\"--share:0\" data-value=\"0.000 log-odds\">so</span> "
            + "<span class=\"token\" style=\"--share:0\" data-value=\"no value\">odd</span>", words);
        Assert.Contains(".token.down {", Assets.Style, StringComparison.Ordinal);
        Assert.Contains("text-decoration-style: dashed", Assets.Style, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("هذا الفيلم", true)]
    [InlineData("2024: הסרט", true)]
    [InlineData("the film", false)]
    [InlineData("2024!", false)]
    public void The_first_letter_decides_the_direction_of_a_picture(string text, bool isRightToLeft) =>
        Assert.Equal(isRightToLeft, ShapedText.IsRightToLeft(text.Split(' ')));

    [Fact]
    public void Areas_are_told_in_the_legend_and_shaded()
    {
        JsonArray data = PlotlyFigure.Create(DemoFigures.Curves(null)).Data;

        Assert.Contains(data, trace => (string?)trace!["name"] == "deletion (area 0.233)");
        Assert.Equal(2, data.Count(trace => (string?)trace!["fill"] == "tozeroy" && ((string?)trace["fillcolor"])!.EndsWith("@0.13", StringComparison.Ordinal)));
        Assert.Single(data, trace => (string?)trace!["name"] == "single examples" && (bool)trace["showlegend"]!);
    }

    [Fact]
    public void Five_maps_stand_in_two_rows_and_on_a_narrow_screen_in_one_column()
    {
        PlotlyFigure figure = PlotlyFigure.Create(DemoFigures.Maps(null));

        Assert.Equal(3, Lefts(figure.Layout));
        Assert.Equal(1, Lefts(figure.Narrow!.Layout));
        Assert.True(figure.Narrow.Height > figure.Height);
    }

    private static int Lefts(JsonObject layout) =>
        layout.Where(entry => entry.Key.StartsWith("xaxis", StringComparison.Ordinal)).Select(entry => (double)entry.Value!["domain"]![0]!).Distinct().Count();
}
