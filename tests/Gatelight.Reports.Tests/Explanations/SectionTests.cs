using Gatelight.Explain;
using Gatelight.Reports.Explanations;
using Gatelight.Reports.Figures;

namespace Gatelight.Reports.Tests.Explanations;

public sealed class SectionTests
{
    private static readonly ComparisonInput Comparison = new()
    {
        AskedAbout = "the forecast for Jan 1969",
        Unit = "cars",
        RowNames = ["sales"],
        StepTitle = "month",
        StepNames = ["Nov 1968", "Dec 1968"],
        Methods =
        [
            new ComparedMethod { Name = "Integrated gradients", Meaning = "Walks.", Values = new double[,] { { 30, -10 } }, Metrics = [0.1] },
            new ComparedMethod { Name = "Occlusion", Values = new double[,] { { 3, 9 } }, IsIncomplete = true, Metrics = [double.NaN] },
        ],
        Metrics = [new TableColumn("infidelity", Best: BestValue.Lowest)],
        MetricMeanings = [new ReportSetting("infidelity", "how far the map misses; lower is better")],
        Agreement = new double[,] { { 1, -1 }, { -1, 1 } },
        Verdict = ["The two do not agree."],
    };

    [Fact]
    public void A_comparison_shows_maps_then_metrics_then_agreement_and_begins_with_the_verdict()
    {
        ReportSection section = ComparisonSection.Build(Comparison);

        Assert.Equal([typeof(SmallMultiplesFigure), typeof(TableFigure), typeof(MatrixFigure)], section.Figures.Select(figure => figure.GetType()));
        Assert.Equal("The two do not agree.", section.Paragraphs[0]);
        Assert.Equal(["Integrated gradients", "infidelity"], section.Terms.Select(term => term.Name));
        Assert.Equal((-1.0, 1.0), ((MatrixFigure)section.Figures[2]).Range);
    }

    [Fact]
    public void A_method_that_does_not_add_up_is_marked_in_its_map_and_in_words()
    {
        var maps = (SmallMultiplesFigure)ComparisonSection.Build(Comparison).Figures[0];

        Assert.Equal(["", "does not add up"], maps.Panels.Select(panel => panel.Mark));
        Assert.True(Assert.Single(maps.Notes).IsWarning);
        Assert.Contains("Occlusion", maps.Notes[0].Text, StringComparison.Ordinal);
        Assert.Contains("Occlusion does not add up.", maps.AltText, StringComparison.Ordinal);
    }

    [Fact]
    public void Methods_of_different_units_are_compared_by_shares()
    {
        var maps = (SmallMultiplesFigure)ComparisonSection.Build(Comparison with { IsRelative = true }).Figures[0];

        Assert.Equal(new double[,] { { 0.75, -0.25 } }, maps.Panels[0].Values);
        Assert.Equal(new double[,] { { 0.25, 0.75 } }, maps.Panels[1].Values);
        Assert.Equal("share of the map's total", maps.Unit);
    }

    [Fact]
    public void A_comparison_without_metrics_leaves_the_table_out() =>
        Assert.Single(ComparisonSection.Build(Comparison with { Metrics = [], Agreement = null }).Figures);

    [Fact]
    public void An_attribution_is_turned_over_to_a_row_per_feature()
    {
        IAttributionMethod method = AttributionMethods.All[0];
        var attribution = new Attribution(method.Name, new double[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } }, 100, 0, IsAdditive: true, 1);
        ComparedMethod compared = ComparedMethod.Of(attribution, method);

        Assert.Equal(new double[,] { { 1, 3, 5 }, { 2, 4, 6 } }, compared.Values);
        Assert.Equal(method.Title, compared.Name);
        Assert.True(compared.IsIncomplete);
    }

    [Fact]
    public void What_does_not_fit_together_is_one_clear_line()
    {
        ComparedMethod first = Comparison.Methods[0];
        string[] lines =
        [
            Refused(Comparison with { Methods = [] }), Refused(Comparison with { RowNames = ["a", "b"] }),
            Refused(Comparison with { Methods = [first with { Metrics = [] }], Agreement = null }), Refused(Comparison with { Agreement = new double[1, 1] }),
            Assert.Throws<ArgumentException>(() => GlobalSection.Build(Global([]))).Message,
        ];

        Assert.StartsWith("Methods is empty", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("Map of 'Integrated gradients' is [1, 2] but there are 2 row names and 2 step names", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("Method 'Integrated gradients' has 0 metrics but there are 1 columns", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("Agreement is [1, 1] but there are 2 methods", lines[3], StringComparison.Ordinal);
        Assert.StartsWith("Importance is empty", lines[4], StringComparison.Ordinal);
        Assert.All(lines, line => Assert.DoesNotContain('\n', line));
    }

    [Fact]
    public void The_general_section_orders_by_size_and_says_whether_the_lead_is_certain()
    {
        ReportSection certain = GlobalSection.Build(Global([new FigureBar("b", 3, 0.1), new FigureBar("a", -9, 0.1)]));
        ReportSection uncertain = GlobalSection.Build(Global([new FigureBar("b", 3, 0.5), new FigureBar("a", 3.5, 0.5)]));

        Assert.Equal(["a", "b"], ((BarFigure)certain.Figures[0]).Bars.Select(bar => bar.Name));
        Assert.Contains("leans most on a (−9.000 cars). Next is b", certain.Paragraphs[0], StringComparison.Ordinal);
        Assert.Contains("the order of the two is not certain", uncertain.Paragraphs[0], StringComparison.Ordinal);
        Assert.Equal(["big", "small"], ((BeeswarmFigure)certain.Figures[1]).Rows.Select(row => row.Name));
    }

    [Fact]
    public void A_waterfall_keeps_the_sum_whatever_is_named()
    {
        FigureBar[] all = [.. Enumerable.Range(1, 20).Select(i => new FigureBar($"c{i}", i % 2 == 0 ? i : -i))];
        BarFigure figure = ContributionFigures.Waterfall("the answer", "u", 5, 5 + all.Sum(bar => bar.Value) + 0.5, all, 3);

        Assert.Equal(["c20", "c19", "c18", "17 others", "not accounted for"], figure.Bars.Select(bar => bar.Name));
        Assert.Equal(5 + all.Sum(bar => bar.Value) + 0.5, figure.Start!.Value + figure.Bars.Sum(bar => bar.Value), 9);
        Assert.Equal(4, ContributionFigures.Force("the answer", "u", 5, all, 3).Contributions.Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => ContributionFigures.Largest(all, 0));
    }

    private static string Refused(ComparisonInput input) => Assert.Throws<ArgumentException>(() => ComparisonSection.Build(input)).Message;

    private static GlobalInput Global(FigureBar[] importance) => new()
    {
        Method = "Permutation importance",
        Meaning = "Shuffles.",
        Unit = "cars",
        Examples = 50,
        Importance = importance,
        Examined = [new SwarmRow("small", [new SwarmPoint(1, 1)]), new SwarmRow("big", [new SwarmPoint(-5, 1)])],
    };
}
