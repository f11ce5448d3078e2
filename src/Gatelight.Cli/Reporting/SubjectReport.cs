using Gatelight.Cli.Commands.Explain;
using Gatelight.Cli.Explaining;
using Gatelight.Explain;
using Gatelight.Reports;
using Gatelight.Reports.Explanations;

namespace Gatelight.Cli.Reporting;

/// <summary>The report of an explanation, whatever kind the model is of.</summary>
internal static class SubjectReport
{
    private static readonly string[] Notes =
    [
        "Explanations are about the model, not about the world. A large contribution means that the model leaned on that value; it does not mean that changing the value in reality would change what happens.",
        "Contributions depend on the baseline, the input they are compared with. Where the values of a method should add up to the answer and do not, its map is marked.",
        "Every chart shows its values under the pointer. Drag over a part to enlarge it, double-click to return; the buttons beneath save it as PNG or SVG.",
    ];

    /// <summary>What a section on the answer shows.</summary>
    public static AnswerInput Answer(ExplanationSubject subject, IReadOnlyList<Attribution> maps) => new()
    {
        AskedAbout = subject.AskedAbout,
        Unit = subject.Unit,
        StepTitle = subject.StepTitle,
        StepNames = subject.StepNames,
        Times = subject.Times,
        TimeFormat = subject.TimeFormat,
        IsText = subject.IsText,
        Series = subject.Series,
        SeriesUnit = subject.SeriesUnit,
        Maps = [.. maps.Select(map => AnswerMap.Of(map, AttributionMethods.Find(map.Method), MapWords.Columns(subject, map), MapWords.Baseline(subject, map) ?? ""))],
    };

    /// <summary>The whole report.</summary>
    /// <param name="subject">What is explained.</param>
    /// <param name="result">What was found.</param>
    /// <param name="command">The command line that makes it again.</param>
    public static Report Build(ExplanationSubject subject, ExplanationResult result, string command)
    {
        Report report = subject.Report?.Invoke(result.Maps) ?? Plain(subject, result.Maps);
        return report with
        {
            Sections = [.. report.Sections, .. subject.Sections(), .. result.Findings.Select(finding => finding.Section())],
            Warnings = [.. report.Warnings, .. subject.Warnings, .. result.Notes],
            ReproduceCommand = command,
        };
    }

    private static Report Plain(ExplanationSubject subject, IReadOnlyList<Attribution> maps) => new()
    {
        Title = subject.Title,
        Subtitle = subject.Detail,
        Summary = [FormattableString.Invariant($"For {subject.AskedAbout} the model answers {Output.NumberText.Write(maps[0].Prediction, Output.NumberText.Decimals([maps[0].Prediction]))} {subject.Unit}.")],
        Sections = [AnswerSection.Build(Answer(subject, maps))],
        Settings = [.. subject.Settings.Select(entry => new ReportSetting(entry.Key, entry.Value))],
        ReadingNotes = Notes,
    };
}
