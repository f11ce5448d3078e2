using Gatelight.Reports;
using Gatelight.Reports.Figures;
using Gatelight.Tasks.Translation;

namespace Gatelight.Cli.Reporting;

/// <summary>The pages about a model of pairs of texts.</summary>
internal static class TranslationReport
{
    private const int ExamplesShown = 5;

    /// <summary>How good a model is, how its training went, and where it looks.</summary>
    public static Report OfTraining(TranslationResult result, string command)
    {
        TranslationFacts facts = result.Model.Facts;
        TranslationScore own = facts.Scores[0], best = facts.Scores.Skip(1).MaxBy(score => score.Bleu.Score)!;
        return new Report
        {
            Title = $"A model of {facts.Source}",
            Subtitle = FormattableString.Invariant($"{facts.TrainingPairs:N0} pairs to learn from, {facts.TestPairs:N0} held out"),
            Summary =
            [
                FormattableString.Invariant($"On pairs that it never saw the outputs reach {own.Bleu.Score:F1} BLEU and {own.ChrF:F1} chrF2; the best simple method ({best.Name}) reaches {best.Bleu.Score:F1} and {best.ChrF:F1}."),
            ],
            KeyNumbers =
            [
                new KeyNumber("BLEU", FormattableString.Invariant($"{own.Bleu.Score:F1}"), FormattableString.Invariant($"{best.Name}: {best.Bleu.Score:F1}")),
                new KeyNumber("chrF2", FormattableString.Invariant($"{own.ChrF:F1}"), FormattableString.Invariant($"{best.Name}: {best.ChrF:F1}")),
            ],
            Sections = [Quality(facts), Examples(result), Learning(result)],
            Settings = [.. result.Model.Describe().Select(entry => new ReportSetting(entry.Key, entry.Value))],
            ReproduceCommand = command,
            ReadingNotes =
            [
                "BLEU counts how many short word sequences of the outputs stand in the one reference; another good wording gets no credit. Scores compare only on the same pairs and tokens.",
                "An alignment shows where the decoder looked, which is not the same as what moved it: 'gatelight explain' shows that.",
            ],
        };
    }

    /// <summary>Where the decoder looked when it wrote a text.</summary>
    public static MatrixFigure Alignment(TranslatedText output, string title) => new()
    {
        Title = title,
        Caption = "Each row is a written word; darker cells are the words of the source that its attention lay on. Rows add up to 1.",
        Unit = "share of attention",
        RowTitle = "written",
        RowNames = Numbered(output.Tokens.Select(token => token.Text)),
        ColumnTitle = "read",
        ColumnNames = Numbered(output.SourceTokens),
        Values = output.Alignment,
        Scale = ColorScale.Sequential,
        Range = (0, 1),
    };

    /// <summary>Names that are all different, as the axes of a figure need them.</summary>
    public static IReadOnlyList<string> Numbered(IEnumerable<string> words)
    {
        Dictionary<string, int> seen = new(StringComparer.Ordinal);
        return [.. words.Select(word =>
        {
            int count = seen[word] = seen.GetValueOrDefault(word) + 1;
            return count == 1 ? word : FormattableString.Invariant($"{word} ({count})");
        })];
    }

    private static ReportSection Quality(TranslationFacts facts) => new()
    {
        Heading = "How good are the outputs?",
        ShortName = "Quality",
        Paragraphs = ["The simple methods learned from the same pairs: a dictionary that translates word by word, and no translation at all."],
        Figures =
        [
            new TableFigure
            {
                Title = "Scores on the held-out pairs",
                Caption = "BLEU and its precisions of one to four words, and chrF2 on characters; higher is better.",
                RowTitle = "method",
                Columns =
                [
                    new TableColumn("BLEU", "", 1, BestValue.Highest), new TableColumn("chrF2", "", 1, BestValue.Highest), new TableColumn("1 word", "%", 1), new TableColumn("2 words", "%", 1),
                    new TableColumn("3 words", "%", 1), new TableColumn("4 words", "%", 1), new TableColumn("brevity", "", 3),
                ],
                Rows = [.. facts.Scores.Select((score, n) => new TableRow(score.Name, [score.Bleu.Score, score.ChrF, .. score.Bleu.Precisions, score.Bleu.BrevityPenalty], n == 0))],
            },
        ],
    };

    private static ReportSection Examples(TranslationResult result) => new()
    {
        Heading = "What does it write, and where does it look?",
        ShortName = "Alignments",
        Paragraphs = ["The first held-out pairs, not chosen."],
        Terms = [.. result.Examples.Take(ExamplesShown).SelectMany(example => new[]
        {
            new ReportSetting(example.Pair.Source, $"written: {example.Output.Text} | meant: {example.Pair.Target}"),
        })],
        Figures = [.. result.Examples.Take(ExamplesShown).Where(example => example.Output.Tokens.Length > 0).Select(example => Alignment(example.Output, example.Output.Text))],
    };

    private static ReportSection Learning(TranslationResult result)
    {
        double[] epochs = [.. result.History.Epochs.Select(epoch => (double)epoch.Epoch)];
        return new ReportSection
        {
            Heading = "How did it learn?",
            ShortName = "Learning",
            Paragraphs = [FormattableString.Invariant($"The weights of epoch {result.History.BestEpoch} were kept: there the validation pairs were foretold best. The training curve is measured with dropout.")],
            Figures =
            [
                new CurveFigure
                {
                    Title = "Loss after each epoch",
                    Caption = "Mean surprise of a target token with label smoothing, in nats.",
                    XTitle = "epoch",
                    Unit = "nats a token",
                    Curves =
                    [
                        new FigureCurve("training", CurveRole.Category, epochs, [.. result.History.Epochs.Select(epoch => epoch.Loss)]),
                        new FigureCurve("validation", CurveRole.Category, epochs, [.. result.History.Epochs.Select(epoch => epoch.ValidationLoss ?? double.NaN)]),
                    ],
                },
            ],
        };
    }
}
