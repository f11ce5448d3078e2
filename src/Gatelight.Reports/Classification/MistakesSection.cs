namespace Gatelight.Reports.Classification;

/// <summary>Where the classifier is surest and wrong: the examples to look at first.</summary>
internal static class MistakesSection
{
    internal static ReportSection? Build(ClassificationReportInput input) => input.Mistakes.Count == 0 ? null : new ReportSection
    {
        Heading = "Where is it surest and wrong?",
        ShortName = "Mistakes",
        Paragraphs = ["The most confident mistakes. Some are labels that somebody may want to look at again; others show what the model has not understood."],
        Terms = input.Mistakes,
        Figures = input.MistakeFigures,
    };
}
