using System.Text.Json.Nodes;
using Gatelight.Reports.Figures;

namespace Gatelight.Reports.Rendering;

/// <summary>Contributions on one bar for Plotly.</summary>
internal static class PlotlyForce
{
    private const double NamedShareWide = 0.1, NamedShareNarrow = 0.24;

    public static PlotlyFigure Create(ForceFigure figure)
    {
        var steps = ForceSteps.Of(figure);
        int decimals = NumberText.Decimals(steps.Pieces.Select(piece => piece.Value));
        var data = new JsonArray(new JsonObject
        {
            ["type"] = "bar",
            ["orientation"] = "h",
            ["y"] = PlotlyJson.Numbers(steps.Pieces.Select(_ => 0.0)),
            ["x"] = PlotlyJson.Numbers(steps.Pieces.Select(piece => piece.Size)),
            ["base"] = PlotlyJson.Numbers(steps.Pieces.Select(piece => piece.From)),
            ["width"] = 0.5,
            ["marker"] = new JsonObject
            {
                ["color"] = PlotlyJson.Texts(steps.Pieces.Select(piece => piece.Value < 0 ? "--negative" : "--positive")),
                ["line"] = new JsonObject { ["color"] = "--surface", ["width"] = 1.5 },
            },
            ["text"] = PlotlyJson.Texts(steps.Pieces.Select(piece => NumberText.Signed(piece.Value, decimals))),
            ["textposition"] = "none",
            ["customdata"] = PlotlyJson.Texts(steps.Pieces.Select(piece => PlotlyText.Escape(piece.Name))),
            ["hovertemplate"] = $"%{{customdata}}: %{{text}} {PlotlyText.Escape(figure.Unit)}<extra></extra>",
        });
        return new PlotlyFigure(data, Layout(figure, steps, decimals, NamedShareWide), 220)
        {
            Narrow = new PlotlyFigure(data, Layout(figure, steps, decimals, NamedShareNarrow), 220),
        };
    }

    private static JsonObject Layout(ForceFigure figure, ForceSteps steps, int decimals, double namedShare)
    {
        JsonObject x = PlotlyJson.Axis(figure.Unit), y = PlotlyJson.Axis("");
        x["tickformat"] = ",";
        x["nticks"] = 7;
        x["range"] = PlotlyJson.Numbers([steps.Low, steps.High]);
        y["visible"] = false;
        y["range"] = PlotlyJson.Numbers([-0.75, 0.65]);
        int ends = NumberText.Decimals([figure.Baseline, figure.Answer]);
        bool isAnswerRight = figure.Answer >= figure.Baseline;
        JsonArray notes =
        [
            PlotlyJson.Note($"{figure.BaselineName} {NumberText.Write(figure.Baseline, ends)}", "x", figure.Baseline, "paper", 1, Anchor(figure.Baseline, steps, isRight: !isAnswerRight), "bottom", "--muted"),
            PlotlyJson.Note($"{figure.AnswerName} {NumberText.Write(figure.Answer, ends)}", "x", figure.Answer, "paper", 1, Anchor(figure.Answer, steps, isAnswerRight), "bottom", "--ink"),
        ];
        foreach (ForceSteps.Piece piece in steps.Pieces.Where(piece => piece.Size >= namedShare * (steps.High - steps.Low)))
        {
            notes.Add(PlotlyJson.Note(NumberText.Shorten(piece.Name, 20), "x", piece.From + (piece.Size / 2), "y", -0.28, "center", "top", "--ink"));
            notes.Add(PlotlyJson.Note(NumberText.Signed(piece.Value, decimals), "x", piece.From + (piece.Size / 2), "y", -0.44, "center", "top", "--muted"));
        }

        return new JsonObject
        {
            ["xaxis"] = x,
            ["yaxis"] = y,
            ["showlegend"] = false,
            ["hovermode"] = "closest",
            ["annotations"] = notes,
            ["shapes"] = new JsonArray(PlotlyJson.VerticalRule(figure.Baseline, "--muted", "dot"), PlotlyJson.VerticalRule(figure.Answer, "--ink", "solid")),
            ["margin"] = new JsonObject { ["l"] = 14, ["r"] = 14, ["t"] = 52, ["b"] = 8 },
        };
    }

    // Words lean away from the other mark, unless they would leave the drawing there.
    private static string Anchor(double at, ForceSteps steps, bool isRight)
    {
        double share = (at - steps.Low) / (steps.High - steps.Low);
        return share > 0.8 ? "right" : share < 0.2 ? "left" : isRight ? "left" : "right";
    }
}
