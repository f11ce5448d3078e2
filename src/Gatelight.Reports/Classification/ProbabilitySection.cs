using System.Globalization;
using Gatelight.Reports.Figures;

namespace Gatelight.Reports.Classification;

/// <summary>Whether stated probabilities can be believed, and the ROC curve of two classes.</summary>
internal static class ProbabilitySection
{
    internal static ReportSection Build(ClassificationReportInput input) => new()
    {
        Heading = "Can its probabilities be believed?",
        ShortName = "Probabilities",
        Paragraphs =
        [
            string.Create(CultureInfo.InvariantCulture, $"Of answers given with a probability of 80 %, 80 % should be right. The model's scores were divided by {input.Temperature:F2}, found on validation examples, to make it so: stated and measured differ by {100 * input.CalibrationError.After:F1} % on average, before it was {100 * input.CalibrationError.Before:F1} %."),
        ],
        Figures = input.Roc is { } roc ? [Reliability(input), Roc(input, roc)] : [Reliability(input)],
    };

    private static CurveFigure Reliability(ClassificationReportInput input) => new()
    {
        Title = "Stated against measured",
        Caption = "Answers in groups by their stated probability: how many of them were right. On the dotted line they are honest, below it too sure.",
        XTitle = "stated probability",
        Unit = "share right",
        Width = FigureWidth.Half,
        Range = (0, 1),
        Observed = [.. input.Reliability.Select(bin => bin.Stated)],
        Curves =
        [
            new FigureCurve("honest", CurveRole.Reference, [0, 1], [0, 1]),
            new FigureCurve("the model", CurveRole.Mean, [.. input.Reliability.Select(bin => bin.Stated)], [.. input.Reliability.Select(bin => bin.Measured)]),
        ],
    };

    private static CurveFigure Roc(ClassificationReportInput input, (IReadOnlyList<double> FalsePositives, IReadOnlyList<double> TruePositives, double Area) roc) => new()
    {
        Title = $"Finding '{input.Classes[1]}' at every threshold",
        Caption = $"The share of '{input.Classes[1]}' that is found (upwards) against the share of '{input.Classes[0]}' wrongly taken for it, at every threshold. The dotted line is chance.",
        XTitle = $"share of '{input.Classes[0]}' called '{input.Classes[1]}'",
        Unit = "share found",
        Width = FigureWidth.Half,
        Range = (0, 1),
        Curves =
        [
            new FigureCurve("chance", CurveRole.Reference, [0, 1], [0, 1]),
            new FigureCurve("the model", CurveRole.Mean, roc.FalsePositives, roc.TruePositives, roc.Area),
        ],
    };
}
