using System.Text.Json.Nodes;
using Gatelight.Cli.Commands.Explain;
using Gatelight.Cli.Output;
using Gatelight.Explain;
using Gatelight.Reports;
using Gatelight.Reports.Explanations;
using Gatelight.Reports.Figures;

namespace Gatelight.Cli.Explaining;

/// <summary>Several methods side by side: measures of faithfulness, the check with random weights, agreement, and which to believe.</summary>
/// <param name="subject">What is explained.</param>
/// <param name="maps">The maps as they are shown, for the methods that answered.</param>
/// <param name="report">What was measured.</param>
internal sealed class ComparisonFinding(ExplanationSubject subject, IReadOnlyList<Attribution> maps, ComparisonReport report) : IFinding
{
    private static readonly (string Name, string Meaning, BestValue Best, Func<MethodScore, double> Of, string Key)[] Measures =
    [
        ("mean rank", "the mean place among the methods over deletion, insertion, comprehensiveness, sufficiency and the unexplained share; 1 is first everywhere", BestValue.Lowest, score => score.MeanRank, "meanRank"),
        ("deletion", "the area under the answer while the most important cells are taken away first; small is better", BestValue.Lowest, score => score.DeletionArea, "deletion"),
        ("insertion", "the area under the answer while they are put in first; large is better", BestValue.Highest, score => score.InsertionArea, "insertion"),
        ("comprehensiveness", "how far the answer moves without the fifth of the cells that matters most, in its unit; large is better", BestValue.Highest, score => score.Comprehensiveness, "comprehensiveness"),
        ("sufficiency", "how far the answer for these cells alone is off, in its unit; small is better", BestValue.Lowest, score => score.Sufficiency, "sufficiency"),
        ("unexplained", "the share of what random removals do that the map does not foretell; small is better", BestValue.Lowest, score => score.UnexplainedShare, "unexplainedShare"),
        ("sensitivity", "how much the map changes when the input hardly does, as a share of its size; small is steadier", BestValue.Lowest, score => score.MaxSensitivity ?? double.NaN, "maxSensitivity"),
        ("random weights", "how alike the map stays when the model has forgotten all it learned; above 0.7 the map does not show what was learned", BestValue.None, score => score.Randomization?.Similarity ?? double.NaN, "randomization"),
        ("gap", "what a method that should add up leaves unexplained, as a share; a dash for one that promises nothing", BestValue.None, score => score.GapShare ?? double.NaN, "gapShare"),
        ("agreement", "the mean rank correlation with the maps of the others", BestValue.None, score => score.Agreement, "agreement"),
    ];

    private readonly MethodScore[] _answered = [.. report.Scores.Where(score => score.Refusal is null)];

    /// <summary>The maps as they are shown, for the methods that answered.</summary>
    public IReadOnlyList<Attribution> Maps => maps;

    /// <summary>Why the first method that could not answer could not; null where all did.</summary>
    public string? FirstRefusal => report.Scores.FirstOrDefault(score => score.Refusal is not null)?.Refusal;

    /// <inheritdoc/>
    public string Key => "comparison";

    /// <inheritdoc/>
    public Figure Picture => Section().Figures[0];

    /// <inheritdoc/>
    public JsonNode Json() => new JsonObject
    {
        ["inputs"] = _answered.Length == 0 ? 0 : _answered[0].Maps.Count,
        ["methods"] = new JsonArray([.. report.Scores.Select(Json)]),
        ["agreement"] = new JsonObject
        {
            ["methods"] = JsonText.Texts(report.Agreement.Methods),
            ["spearman"] = ExplanationJson.Matrix(report.Agreement.Spearman),
            ["pearson"] = ExplanationJson.Matrix(report.Agreement.Pearson),
            ["topOverlap"] = ExplanationJson.Matrix(report.Agreement.TopOverlap),
        },
        ["believed"] = JsonText.Texts(report.Verdict.Believed),
        ["verdict"] = report.Verdict.Text,
    };

    /// <inheritdoc/>
    public void Print(Page page)
    {
        page.Heading("Which method to believe");
        foreach (string sentence in report.Verdict.Sentences)
            page.Line($"  {sentence}");
        // Ten measures do not fit a line: two tables of five.
        for (int first = 0; first < Measures.Length; first += 5)
        {
            var shown = Measures.AsSpan(first, 5).ToArray();
            page.Table(
                ["method", .. shown.Select(measure => measure.Name)],
                _answered.Select(score => (string[])[score.Title, .. shown.Select(measure => Text(measure, score))]),
                row => report.Verdict.Believed.Contains(_answered[row].Method, StringComparer.Ordinal));
        }

        page.Line("  a star marks the best of a column; all measures are described in the report (--out) and in docs/reading-a-heat-map.md");
        foreach (MethodScore refused in report.Scores.Where(score => score.Refusal is not null))
            page.Line($"  {refused.Title} could not answer: {refused.Refusal}");
    }

    /// <inheritdoc/>
    public ReportSection Section()
    {
        string[] rows = [.. subject.FeatureNames, .. maps.SelectMany(map => MapWords.Columns(subject, map)).Where(name => !subject.FeatureNames.Contains(name, StringComparer.Ordinal)).Distinct(StringComparer.Ordinal)];
        return ComparisonSection.Build(new ComparisonInput
        {
            AskedAbout = subject.AskedAbout,
            Unit = subject.Unit,
            IsRelative = maps.Any(map => !map.IsAdditive),
            StepTitle = subject.StepTitle,
            StepNames = subject.StepNames,
            RowNames = rows,
            Methods = [.. maps.Select(map => Compared(map, rows))],
            Metrics = [.. Measures.Select(measure => new TableColumn(measure.Name, "", 2, measure.Best))],
            MetricMeanings = [.. Measures.Select(measure => new ReportSetting(measure.Name, measure.Meaning))],
            Agreement = report.Agreement.Spearman,
            Verdict = report.Verdict.Sentences,
        });
    }

    // A method that knows no features has a row of its own; where it says nothing its map is empty.
    private ComparedMethod Compared(Attribution map, string[] rows)
    {
        IReadOnlyList<string> columns = MapWords.Columns(subject, map);
        double[,] values = new double[rows.Length, subject.StepNames.Count];
        for (int row = 0; row < rows.Length; row++)
        {
            int column = columns.ToList().IndexOf(rows[row]);
            for (int step = 0; step < subject.StepNames.Count; step++)
                values[row, step] = column < 0 ? double.NaN : map.Values[step, column];
        }

        IAttributionMethod method = AttributionMethods.Find(map.Method);
        MethodScore score = _answered.First(entry => entry.Method == map.Method);
        return new ComparedMethod
        {
            Name = method.Title,
            Meaning = method.Meaning,
            Values = values,
            IsIncomplete = score.IsIncomplete,
            Metrics = [.. Measures.Select(measure => measure.Of(score))],
        };
    }

    private string Text((string Name, string Meaning, BestValue Best, Func<MethodScore, double> Of, string Key) measure, MethodScore score)
    {
        double value = measure.Of(score);
        double[] all = [.. _answered.Select(measure.Of).Where(double.IsFinite)];
        bool isBest = all.Length > 1 && measure.Best switch
        {
            BestValue.Lowest => value == all.Min(),
            BestValue.Highest => value == all.Max(),
            _ => false,
        };
        int decimals = measure.Key is "comprehensiveness" or "sufficiency" ? NumberText.Decimals(all) : 2;
        return NumberText.Write(value, decimals) + (isBest ? "*" : " ");
    }

    private static JsonObject Json(MethodScore score)
    {
        var entry = new JsonObject { ["method"] = score.Method, ["refusal"] = score.Refusal };
        if (score.Refusal is not null)
            return entry;
        foreach (var measure in Measures)
            entry[measure.Key] = JsonText.Number(measure.Of(score));
        entry["infidelity"] = JsonText.Number(score.Infidelity);
        entry["deletionChance"] = JsonText.Number(score.DeletionChance);
        entry["insertionChance"] = JsonText.Number(score.InsertionChance);
        entry["beatsChance"] = score.BeatsChance;
        entry["passesRandomization"] = score.Randomization?.IsPassed;
        entry["isIncomplete"] = score.IsIncomplete;
        entry["passes"] = JsonText.Number(score.Passes);
        return entry;
    }
}
