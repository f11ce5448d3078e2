using System.Globalization;
using System.Text.Json.Nodes;
using Gatelight.Cli.Commands.Explain;
using Gatelight.Cli.Output;
using Gatelight.Explain;
using Gatelight.Reports;
using Gatelight.Reports.Explanations;
using Gatelight.Reports.Figures;

namespace Gatelight.Cli.Explaining;

/// <summary>What holds over many inputs: mean size by feature, lag and group, every value as a point, and what shuffling a feature costs.</summary>
internal sealed class GlobalFinding : IFinding
{
    private const int MostRows = 20;

    private readonly ExplanationSubject _subject;
    private readonly IAttributionMethod _method;
    private readonly IReadOnlyList<ExplainedInput> _samples;
    private readonly IReadOnlyList<Attribution> _maps;
    private readonly IReadOnlyList<string> _columns;
    private readonly ImportanceTable? _shuffled;
    private readonly GlobalImportance? _overall;
    private readonly IReadOnlyList<GroupImportance> _groups;

    /// <param name="subject">What is explained.</param>
    /// <param name="method">The method of the maps.</param>
    /// <param name="samples">The inputs.</param>
    /// <param name="maps">One map an input.</param>
    /// <param name="shuffled">What shuffling each feature costs, where it is known.</param>
    public GlobalFinding(ExplanationSubject subject, IAttributionMethod method, IReadOnlyList<ExplainedInput> samples, IReadOnlyList<Attribution> maps, ImportanceTable? shuffled)
    {
        (_subject, _method, _samples, _maps, _shuffled) = (subject, method, samples, maps, shuffled);
        _columns = MapWords.Columns(subject, maps[0]);
        // Texts differ in length: their words can be summed up, their places cannot.
        bool isOneShape = maps.All(map => map.Values.GetLength(0) == maps[0].Values.GetLength(0) && map.Values.GetLength(1) == maps[0].Values.GetLength(1));
        _overall = isOneShape && !subject.IsText ? GlobalImportance.Of(maps) : null;
        string[] groups = [.. samples.Select(sample => sample.Group)];
        _groups = _overall is not null && groups.Distinct(StringComparer.Ordinal).Count() > 1 ? GlobalImportance.ByGroup(maps, groups) : [];
    }

    /// <inheritdoc/>
    public string Key => "global";

    /// <inheritdoc/>
    public Figure Picture => Section().Figures[0];

    /// <inheritdoc/>
    public JsonNode Json() => new JsonObject
    {
        ["method"] = _method.Name,
        ["inputs"] = _maps.Count,
        ["unit"] = _subject.Unit,
        ["features"] = new JsonArray([.. Importance().Select(bar => new JsonObject
        {
            ["feature"] = bar.Name,
            ["meanSize"] = JsonText.Number(bar.Value),
            ["standardError"] = JsonText.Number(bar.Error ?? double.NaN),
        })]),
        ["lags"] = _overall is null ? null : new JsonArray([.. _overall.Lags.Select((lag, n) => new JsonObject
        {
            ["lag"] = n,
            ["meanSize"] = JsonText.Number(lag.Mean),
            ["standardError"] = JsonText.Number(lag.StandardError),
            ["features"] = ExplanationJson.Numbers(_columns.Select((_, column) => _overall.Cells[_overall.Lags.Count - 1 - n, column].Mean)),
        })]),
        ["groups"] = new JsonArray([.. _groups.Select(group => new JsonObject
        {
            ["group"] = group.Group,
            ["inputs"] = group.Importance.Count,
            ["features"] = ExplanationJson.Numbers(group.Importance.Features.Select(feature => feature.Mean)),
        })]),
        ["permutation"] = _shuffled is null ? null : new JsonObject
        {
            ["loss"] = JsonText.Number(_shuffled.Loss),
            ["repeats"] = _shuffled.Repeats,
            ["features"] = new JsonArray([.. _shuffled.Features.Select(feature => new JsonObject
            {
                ["feature"] = _subject.FeatureNames[feature.Feature],
                ["rise"] = JsonText.Number(feature.Mean),
                ["standardError"] = JsonText.Number(feature.StandardError),
            })]),
        },
    };

    /// <inheritdoc/>
    public void Print(Page page)
    {
        page.Heading(string.Create(CultureInfo.InvariantCulture, $"In general, over {_maps.Count} further inputs"));
        FigureBar[] bars = [.. Importance()];
        int decimals = NumberText.Decimals(bars.Select(bar => bar.Value));
        page.Table(
            [$"{_method.Title}: mean size", "", "standard error"],
            bars.Take(MostRows).Select(bar => (string[])[bar.Name, NumberText.Write(bar.Value, decimals), NumberText.Write(bar.Error ?? 0, decimals)]));
        if (_overall is not null)
        {
            page.Table(["by lag (0 is the last step)", "", "standard error"], _overall.Lags.Select((lag, n) => (Lag: lag, Name: n)).OrderByDescending(entry => entry.Lag.Mean).Take(5).Select(entry => (string[])
                [$"lag {entry.Name}", NumberText.Write(entry.Lag.Mean, decimals), NumberText.Write(entry.Lag.StandardError, decimals)]));
        }

        if (_groups.Count > 0)
            page.Table(["by group", .. _columns], _groups.Select(group => (string[])[$"{group.Group} ({group.Importance.Count})", .. group.Importance.Features.Select(feature => NumberText.Write(feature.Mean, decimals))]));
        if (_shuffled is not null)
        {
            int digits = NumberText.Decimals(_shuffled.Features.Select(feature => feature.Mean));
            page.Table(
                ["shuffled: rise of the squared error", "", "standard error"],
                _shuffled.Features.OrderByDescending(feature => feature.Mean).Select(feature => (string[])[_subject.FeatureNames[feature.Feature], NumberText.Signed(feature.Mean, digits), NumberText.Write(feature.StandardError, digits)]));
        }
    }

    /// <inheritdoc/>
    public ReportSection Section()
    {
        ReportSection section = GlobalSection.Build(new GlobalInput
        {
            Method = $"{_method.Title}, mean size",
            Meaning = $"The mean, over the inputs, of the size of what {_method.Title.ToLowerInvariant()} gives to each feature, its {_subject.StepTitle}s added up. {_method.Meaning}",
            Unit = _subject.Unit,
            Examples = _maps.Count,
            Importance = [.. Importance().Take(MostRows)],
            Examined = Swarm(),
            ContributionUnit = _subject.Unit,
            Curves = _overall is null ? [] : [ByLag(_overall)],
        });
        List<Figure> figures = [.. section.Figures];
        List<ReportSetting> terms = [.. section.Terms];
        if (_groups.Count > 0)
            figures.Add(ByGroup());
        if (_shuffled is not null)
        {
            figures.Add(Shuffled(_shuffled));
            terms.Add(new ReportSetting("Permutation importance", "How much the mean squared error rises when a feature is shuffled among the inputs; a feature that matters to how good the answers are, not only to what they are."));
        }

        return section with { Figures = figures, Terms = terms };
    }

    // Of a text, the words; otherwise the features.
    private IEnumerable<FigureBar> Importance()
    {
        if (_overall is not null)
            return _columns.Select((name, column) => new FigureBar(name, _overall.Features[column].Mean, _overall.Features[column].StandardError)).OrderByDescending(bar => bar.Value);
        return _maps
            .SelectMany((map, n) => Enumerable.Range(0, map.Values.GetLength(0)).Select(step => (
                Name: (_samples[n].StepNames ?? _subject.StepNames)[step],
                Size: Enumerable.Range(0, map.Values.GetLength(1)).Sum(column => Math.Abs(map.Values[step, column])))))
            .GroupBy(entry => entry.Name, entry => entry.Size, StringComparer.Ordinal)
            .Select(word => new FigureBar(word.Key, word.Average(), Error([.. word])))
            .OrderByDescending(bar => bar.Value);
    }

    private static double? Error(double[] sizes)
    {
        double mean = sizes.Average();
        return sizes.Length < 2 ? null : Math.Sqrt(sizes.Sum(size => (size - mean) * (size - mean)) / (sizes.Length - 1) / sizes.Length);
    }

    // Values of several parts are on several scales; the first part's stand for them: high is high in all.
    private IReadOnlyList<SwarmRow> Swarm()
    {
        if (_overall is null || _columns.Count != _subject.FeatureNames.Count || _samples[0].Parts[0].Question.Features != _columns.Count)
            return [];
        IReadOnlyList<IReadOnlyList<BeeswarmPoint>> points = Beeswarm.Points(_maps, [.. _samples.Select(sample => sample.Parts[0].Input)]);
        return [.. points.Select((row, feature) => new SwarmRow(_columns[feature], [.. row.Select(point => new SwarmPoint(point.Contribution, point.Value))]))];
    }

    private CurveFigure ByLag(GlobalImportance overall)
    {
        int steps = overall.Lags.Count;
        double[] lags = [.. Enumerable.Range(0, steps).Select(lag => (double)lag)];
        return new CurveFigure
        {
            Title = "How far back the model looks",
            Caption = $"Mean size of the contributions of each feature by lag, in {_subject.Unit}: 0 is the last {_subject.StepTitle} that was read.",
            XTitle = $"lag, in {_subject.StepTitle}s before the last",
            Unit = _subject.Unit,
            Curves = [.. _columns.Select((name, column) => new FigureCurve(name, CurveRole.Category, lags, [.. Enumerable.Range(0, steps).Select(lag => overall.Cells[steps - 1 - lag, column].Mean)]))],
        };
    }

    private MatrixFigure ByGroup()
    {
        double[,] values = new double[_groups.Count, _columns.Count];
        for (int row = 0; row < _groups.Count; row++)
        {
            for (int column = 0; column < _columns.Count; column++)
                values[row, column] = _groups[row].Importance.Features[column].Mean;
        }

        return new MatrixFigure
        {
            Title = "By group",
            Caption = $"Mean size of the contributions of each feature in each group of inputs, in {_subject.Unit}; the number of inputs stands behind the name.",
            Unit = _subject.Unit,
            RowTitle = "group",
            RowNames = [.. _groups.Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Group} ({group.Importance.Count})"))],
            ColumnTitle = "feature",
            ColumnNames = _columns,
            Values = values,
            Scale = ColorScale.Sequential,
        };
    }

    private BarFigure Shuffled(ImportanceTable table) => new()
    {
        Title = "Permutation importance: what shuffling each feature costs",
        Caption = string.Create(CultureInfo.InvariantCulture, $"Rise of the mean squared error, {NumberText.Write(table.Loss, NumberText.Decimals([table.Loss]))} as it is, when a feature is shuffled among the inputs; a whisker is one standard error over {table.Repeats} shuffles. Below 0 the model does better without knowing whose the values are."),
        Unit = $"squared {_subject.Unit}",
        Bars = [.. table.Features.OrderByDescending(feature => feature.Mean).Select(feature => new FigureBar(_subject.FeatureNames[feature.Feature], feature.Mean, feature.StandardError))],
    };
}
