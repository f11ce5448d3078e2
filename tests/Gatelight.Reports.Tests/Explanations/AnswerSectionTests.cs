using Gatelight.Explain;
using Gatelight.Reports.Explanations;
using Gatelight.Reports.Figures;

namespace Gatelight.Reports.Tests.Explanations;

/// <summary>The answer's maps, in the shape that its steps ask for.</summary>
public sealed class AnswerSectionTests
{
    private static readonly AnswerMap Map = new()
    {
        Method = "Occlusion",
        Meaning = "Takes away.",
        BaselineDescription = "zeros",
        RowNames = ["left", "right"],
        Values = new double[,] { { 1, 0, -3 }, { 0, 5, 0 } },
        Prediction = 9,
        BaselinePrediction = 6,
        CompletenessGap = 0,
        IsAdditive = true,
        IsGapTooLarge = false,
    };

    private static readonly AnswerInput Input = new() { AskedAbout = "the class 'walking'", Unit = "score", StepNames = ["1", "2", "3"], Maps = [Map] };

    [Fact]
    public void Steps_without_times_are_a_matrix_with_its_bars()
    {
        ReportSection section = AnswerSection.Build(Input);

        Assert.Equal("Why the class 'walking'?", section.Heading);
        Assert.Equal([typeof(MatrixFigure), typeof(BarFigure), typeof(BarFigure)], section.Figures.Select(figure => figure.GetType()));
        var waterfall = (BarFigure)section.Figures[1];
        Assert.Equal(("baseline", 6.0), (waterfall.Start!.Name, waterfall.Start.Value));
        Assert.Equal(["2, right", "3, left", "1, left"], waterfall.Bars.Where(bar => bar.Value != 0).Select(bar => bar.Name));
        Assert.Equal([("right", 5.0), ("left", -2.0)], ((BarFigure)section.Figures[2]).Bars.Select(bar => (bar.Name, bar.Value)));
    }

    [Fact]
    public void Times_are_a_heat_map_with_the_series_above_it()
    {
        DateTime[] times = [new(2001, 1, 1), new(2001, 2, 1), new(2001, 3, 1)];
        var figure = (HeatmapFigure)AnswerSection.MapOf(Input with { Times = times, Series = new FigureLine("sales", LineRole.Actual, times, [1, 2, 3]) }, Map);

        Assert.Equal(times, figure.ColumnTimes);
        Assert.Equal("sales", figure.Series!.Name);
    }

    [Fact]
    public void A_text_is_shown_as_one_and_a_word_that_comes_twice_keeps_its_place()
    {
        AnswerMap words = Map with { RowNames = ["word"], Values = new double[,] { { 1, 0, -3 } } };
        AnswerInput text = Input with { IsText = true, StepTitle = "word", StepNames = ["so", "very", "so"], Maps = [words] };
        ReportSection section = AnswerSection.Build(text);

        Assert.Equal(["so", "very", "so"], ((TokenFigure)section.Figures[0]).Tokens.Select(token => token.Text));
        Assert.Contains("so (3)", ((BarFigure)section.Figures[1]).Bars.Select(bar => bar.Name));
    }

    [Fact]
    public void What_should_add_up_and_does_not_is_marked_on_every_figure_of_the_map()
    {
        ReportSection section = AnswerSection.Build(Input with { Maps = [Map with { CompletenessGap = 2, IsGapTooLarge = true }] });

        Assert.All(section.Figures, figure => Assert.Equal("does not add up", figure.Mark));
        Assert.Contains(section.Figures[0].Notes, note => note.IsWarning);
    }

    [Fact]
    public void Sampled_values_say_how_sure_they_are()
    {
        AnswerMap sampled = Map with { IsAdditive = false, StandardErrors = new double[,] { { 0.1, 0.2, 0.5 }, { 0, 0, 0 } }, Warnings = ["The budget ran out."] };
        ReportSection section = AnswerSection.Build(Input with { Maps = [sampled] });

        Assert.Contains(section.Figures[0].Notes, note => note.Text.StartsWith("Sampled: the standard error of a value is at most 0.5", StringComparison.Ordinal));
        Assert.Contains(section.Figures[0].Notes, note => note.Text == "The budget ran out.");
        Assert.Equal(0.5, ((BarFigure)section.Figures[1]).Bars.Single(bar => bar.Name == "3, left").Error);
    }

    [Fact]
    public void A_map_that_does_not_fit_its_names_is_refused()
    {
        Assert.Contains("one column per step", Assert.Throws<ArgumentException>(() => AnswerSection.Build(Input with { StepNames = ["1"] })).Message, StringComparison.Ordinal);
        Assert.Contains("at least one method's map", Assert.Throws<ArgumentException>(() => AnswerSection.Build(Input with { Maps = [] })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_attribution_is_taken_over_feature_by_feature()
    {
        var attribution = new Attribution("occlusion", new double[,] { { 1, 0 }, { 0, 5 }, { -3, 0 } }, 9, 6, IsAdditive: false, Passes: 7);
        AnswerMap map = AnswerMap.Of(attribution, new Occlusion(), ["left", "right"], "zeros");

        Assert.Equal(Map.Values, map.Values);
        Assert.Equal(("Occlusion", 9.0, "zeros"), (map.Method, map.Prediction, map.BaselineDescription));
    }
}
