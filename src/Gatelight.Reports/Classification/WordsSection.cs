using Gatelight.Reports.Figures;

namespace Gatelight.Reports.Classification;

/// <summary>What the classifier looks at: the words of each class, single texts, and whether the explanations hold.</summary>
internal static class WordsSection
{
    internal static ReportSection? Build(ClassificationReportInput input) => input.ClassWords.Count == 0 ? null : new ReportSection
    {
        Heading = "Which words speak for each class?",
        ShortName = "Words",
        Paragraphs = ["For each class the words that raised its score most where they stood, on average over test texts (integrated gradients, compared with an unknown word). The same word may work otherwise in another sentence: see the examples below."],
        Figures =
        [
            .. input.ClassWords.Where(entry => entry.Words.Count > 0).Select(entry => new BarFigure
            {
                Title = $"Words for '{entry.Class}'",
                Caption = $"Mean contribution of each word to the score of '{entry.Class}' where it stood; in brackets how often it came.",
                Unit = "score",
                Width = FigureWidth.Half,
                Bars = entry.Words,
            }),
        ],
    };

    internal static ReportSection? Examples(ClassificationReportInput input) => input.Examples.Count == 0 ? null : new ReportSection
    {
        Heading = "Why these answers? Some texts, word by word",
        ShortName = "Examples",
        Paragraphs = ["Orange, underlined words raised the probability of the class that the model gave, blue ones with a dashed line lowered it; the pointer shows by how much. In a tree neighbouring words are joined into phrases, each coloured by what it does as a whole: so one sees where a negation turns a word."],
        Figures = input.Examples,
    };

    internal static ReportSection? Deletion(ClassificationReportInput input) => input.Deletion.Count == 0 ? null : new ReportSection
    {
        Heading = "Do the explanations hold?",
        ShortName = "Trust",
        Paragraphs = ["Words are replaced by unknown ones, those that an explanation ranks first before the others, and the probability of the right class is watched. A curve that falls fast (a small area) has found the words that the model leans on; an explanation that is no better than a random order says nothing."],
        Figures =
        [
            new CurveFigure
            {
                Title = "The right class's probability while words are taken away",
                Caption = "Mean over test texts; the lower the curve, the better the ranking.",
                XTitle = "share of the words taken away",
                Unit = "probability",
                Curves = input.Deletion,
            },
        ],
    };
}
