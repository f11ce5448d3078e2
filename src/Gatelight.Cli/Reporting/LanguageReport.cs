using Gatelight.Cli.Output;
using Gatelight.Reports;
using Gatelight.Reports.Figures;
using Gatelight.Tasks.Language;

namespace Gatelight.Cli.Reporting;

/// <summary>The pages about a language model.</summary>
internal static class LanguageReport
{
    /// <summary>How good a model is, and how its training went.</summary>
    public static Report OfTraining(LanguageResult result, string command)
    {
        LanguageFacts facts = result.Model.Facts;
        return new Report
        {
            Title = $"A language model of {facts.Source}",
            Subtitle = result.Model.Codec.Description,
            Summary =
            [
                FormattableString.Invariant($"On text that it never saw the model hesitates among {facts.Scores[0].Perplexity:F1} equally likely tokens at each step."),
                LanguageOutput.Verdict(facts),
            ],
            KeyNumbers =
            [
                .. facts.Scores.Where((_, n) => n is 0 or 3).Select(score => new KeyNumber(score.Name, FormattableString.Invariant($"{score.Perplexity:F1}"), "perplexity, lower is better")),
                new KeyNumber("Unknown tokens", FormattableString.Invariant($"{facts.UnknownShare * 100:F1} %"), "of the held-out part; they count as one token"),
            ],
            Sections = [Quality(facts), Learning(result)],
            Settings = [.. result.Model.Describe().Select(entry => new ReportSetting(entry.Key, entry.Value))],
            ReproduceCommand = command,
            ReadingNotes =
            [
                "Perplexity is e to the power of the mean surprise of a token. Perplexities compare only where vocabulary and text are the same, as here.",
                "The part that the methods are judged on is the end of the text; it was read once, after everything was chosen.",
            ],
        };
    }

    private static ReportSection Quality(LanguageFacts facts) => new()
    {
        Heading = "How well does it foretell the next token?",
        ShortName = "Quality",
        Paragraphs = ["The simple methods count how often short sequences of tokens come in the same training part, smoothed as Chen and Goodman (1998) found best. A network that does not beat them is not worth its time."],
        Figures =
        [
            new TableFigure
            {
                Title = "Perplexity on the held-out part",
                Caption = "Among how many equally likely tokens each method hesitates; lower is better.",
                RowTitle = "method",
                Columns = [new TableColumn("perplexity", "", 1, BestValue.Lowest), new TableColumn("surprise", "bits a token", 3, BestValue.Lowest)],
                Rows = [.. facts.Scores.Select((score, n) => new TableRow(score.Name, [score.Perplexity, score.CrossEntropy / Math.Log(2)], n == 0))],
            },
        ],
    };

    private static ReportSection Learning(LanguageResult result)
    {
        double[] epochs = [.. result.History.Epochs.Select(epoch => (double)epoch.Epoch)];
        return new ReportSection
        {
            Heading = "How did it learn?",
            ShortName = "Learning",
            Paragraphs = [FormattableString.Invariant($"The weights of epoch {result.History.BestEpoch} were kept: there the validation part was foretold best. The training curve is measured with dropout, so it may lie above the other.")],
            Figures =
            [
                new CurveFigure
                {
                    Title = "Perplexity after each epoch",
                    Caption = "Training part with dropout, validation part without.",
                    XTitle = "epoch",
                    Unit = "perplexity",
                    Curves =
                    [
                        new FigureCurve("training", CurveRole.Category, epochs, [.. result.History.Epochs.Select(epoch => Math.Exp(epoch.Loss))]),
                        new FigureCurve("validation", CurveRole.Category, epochs, [.. result.History.Epochs.Select(epoch => Math.Exp(epoch.ValidationLoss ?? double.NaN))]),
                    ],
                },
            ],
        };
    }
}
