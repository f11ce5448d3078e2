using System.Globalization;
using Gatelight.Reports;
using Gatelight.Reports.Figures;
using Gatelight.Tasks.Language;

namespace Gatelight.Cli.Reporting;

/// <summary>The part of a report that shows how the memory of one word differs with its context.</summary>
internal static class WordMeaningSection
{
    /// <summary>Makes the section.</summary>
    public static ReportSection Build(WordMeaning meaning)
    {
        WordContext[] all = [meaning.Asked, .. meaning.Nearest, .. meaning.Farthest];
        string[] names = [.. all.Select((context, n) => Name(context, n))];
        return new ReportSection
        {
            Heading = $"What does \"{meaning.Word}\" mean here?",
            ShortName = "Contexts",
            Paragraphs =
            [
                FormattableString.Invariant($"After the word \"{meaning.Word}\" the model remembers what stood before it. That memory is compared with those at {meaning.Places} other places of the text: the likest ones are contexts that the model takes for the same kind, the least like ones are those that it tells apart."),
                "The likeness is the cosine of the hidden states after the mean state of the word is taken off: 1 for the same memory, 0 for nothing in common, below 0 for opposite ones.",
            ],
            Terms = [.. all.Select((context, n) => new ReportSetting(n == 0 ? "asked about" : context.Similarity.ToString("F2", CultureInfo.InvariantCulture), $"{context.Before} [{context.Word}] {context.After}"))],
            Figures =
            [
                new MatrixFigure
                {
                    Title = $"Likeness of the contexts of \"{meaning.Word}\"",
                    Caption = "Each row and column is a place; a strong cell means that the model's memory is much the same at both.",
                    Unit = "cosine",
                    RowTitle = "place",
                    RowNames = names,
                    ColumnTitle = "other place",
                    ColumnNames = names,
                    Values = meaning.Similarities,
                    Range = (-1, 1),
                },
            ],
        };
    }

    // The last words before the place, and its number so that no two names are the same.
    private static string Name(WordContext context, int number)
    {
        const int Words = 3;
        string before = string.Join(' ', context.Before.Split(' ', StringSplitOptions.RemoveEmptyEntries).TakeLast(Words));
        return string.Create(CultureInfo.InvariantCulture, $"{(number == 0 ? "asked" : number.ToString(CultureInfo.InvariantCulture))}: {before} {context.Word}");
    }
}
