using System.Globalization;

namespace Gatelight.Reports.Classification;

/// <summary>The report of a classifier: how good it is, whether its probabilities can be believed, what it looks at, and where it is wrong.</summary>
public static class ClassificationReport
{
    private static readonly string[] Notes =
    [
        "Figures of quality are of the test examples alone, which the model was not trained on. The next examples may be of another kind: then they say little.",
        "Explanations are about the model, not about the world. A word that the model leans on need not be what made the writer choose the class.",
        "Every chart shows its values under the pointer. Drag over a part to enlarge it, double-click to return; the buttons beneath save it as PNG or SVG.",
    ];

    /// <summary>Builds the report.</summary>
    /// <param name="input">What it shows.</param>
    /// <exception cref="ArgumentException">Classes, matrix and rows do not fit together.</exception>
    public static Report Build(ClassificationReportInput input)
    {
        int classes = input.Classes.Count;
        if (classes < 2 || input.Confusion.GetLength(0) != classes || input.Confusion.GetLength(1) != classes || input.PerClass.Count != classes || input.Methods.Count == 0)
            throw new ArgumentException($"{classes} classes need a matrix [{classes}, {classes}], {classes} rows of figures and at least one method.", nameof(input));
        IEnumerable<ReportSection?> sections =
        [
            QualitySection.Build(input), ProbabilitySection.Build(input), WordsSection.Build(input), WordsSection.Examples(input), WordsSection.Deletion(input), MistakesSection.Build(input), Cleaning(input),
        ];
        return new Report
        {
            Title = input.Title,
            Summary = input.Summary,
            KeyNumbers =
            [
                new KeyNumber("accuracy", Percent(input.Methods[0].Values[0]), $"{Percent(input.AccuracyInterval.Low)} to {Percent(input.AccuracyInterval.High)} by chance in the choice of {input.TestCount.ToString("N0", CultureInfo.InvariantCulture)} examples"),
                .. input.Methods.Skip(1).Take(1).Select(rival => new KeyNumber("beside it", Percent(rival.Values[0]), rival.Name)),
                new KeyNumber("macro F1", input.Methods[0].Values[1].ToString("F3", CultureInfo.InvariantCulture), "mean over the classes"),
                new KeyNumber("calibration error", Percent(input.CalibrationError.After), $"{Percent(input.CalibrationError.Before)} before calibration"),
            ],
            Warnings = input.Warnings,
            Sections = [.. sections.OfType<ReportSection>()],
            Settings = input.Settings,
            ReproduceCommand = input.Command,
            ReadingNotes = Notes,
        };
    }

    internal static string Percent(double share) => share.ToString("P1", CultureInfo.InvariantCulture);

    private static ReportSection? Cleaning(ClassificationReportInput input) => input.Cleaning.Count == 0 ? null : new ReportSection
    {
        Heading = "What was done to the texts?",
        ShortName = "Cleaning",
        Paragraphs = ["Before the words of the training texts were counted, and before any text is read, this is done to it; the original stays as it was."],
        Terms = [.. input.Cleaning.Select((line, n) => new ReportSetting((n + 1).ToString(CultureInfo.InvariantCulture), line))],
    };
}
