using System.Collections.Immutable;
using System.Globalization;
using Gatelight.Data;

namespace Gatelight.Tasks.Classification;

/// <summary>Takes texts and their classes from a table.</summary>
public static class TextExamples
{
    private static readonly string[] TextNames = ["text", "review", "sentence", "message", "body", "content", "comment", "tweet", "ticket", "description"];
    private static readonly string[] LabelNames = ["label", "class", "sentiment", "category", "target", "topic", "rating", "stars"];

    /// <summary>Takes texts with their classes. Rows that lack either are left out, and a note says so.</summary>
    /// <param name="table">The table.</param>
    /// <param name="textColumn">The column of the texts; null finds it by its name, or in a table of two columns.</param>
    /// <param name="labelColumn">The column of the classes; null finds it so too.</param>
    /// <exception cref="InvalidInputException">There is no such column, it cannot be told which is meant, or no row has both.</exception>
    public static LabelledExamples<string> FromTable(Table table, string? textColumn = null, string? labelColumn = null)
    {
        TableColumn label = labelColumn is null ? Find(table, LabelNames, textColumn, "classes", "--label") : table.Column(labelColumn);
        TableColumn text = textColumn is null ? Find(table, TextNames, label.Name, "texts", "--text") : table.Column(textColumn);
        if (ReferenceEquals(text, label))
            throw new InvalidInputException($"The column '{text.Name}' of {table.Name} cannot be text and label at once; name two columns with --text and --label.");
        int[] kept = [.. Enumerable.Range(0, table.RowCount).Where(row => !string.IsNullOrWhiteSpace(text.Cells[row]) && !string.IsNullOrWhiteSpace(label.Cells[row]))];
        if (kept.Length == 0)
            throw new InvalidInputException($"No row of {table.Name} has both a text in '{text.Name}' and a label in '{label.Name}'; fill them in.");
        return new LabelledExamples<string>(
            table.Name, [.. kept.Select(row => text.Cells[row])], [.. kept.Select(row => label.Cells[row].Trim())], [.. kept.Select(table.SourceLine)])
        {
            Column = text.Name,
            LabelColumn = label.Name,
            Notes = kept.Length == table.RowCount ? [] : [LeftOut(table, kept)],
        };
    }

    /// <summary>Takes texts alone, whatever else the table holds; an empty text stays, so that answers stand beside their rows.</summary>
    /// <param name="table">The table.</param>
    /// <param name="textColumn">The column of the texts; null finds it.</param>
    /// <exception cref="InvalidInputException">There is no such column, or it cannot be told which is meant.</exception>
    public static LabelledExamples<string> Unlabelled(Table table, string? textColumn = null)
    {
        TableColumn text = textColumn is not null ? table.Column(textColumn) : table.Columns.Length == 1 ? table.Columns[0] : Find(table, TextNames, null, "texts", "--text");
        return new LabelledExamples<string>(table.Name, text.Cells, [], [.. Enumerable.Range(0, table.RowCount).Select(table.SourceLine)]) { Column = text.Name };
    }

    private static TableColumn Find(Table table, string[] names, string? other, string what, string option)
    {
        TableColumn[] left = [.. table.Columns.Where(column => !string.Equals(column.Name, other, StringComparison.OrdinalIgnoreCase))];
        TableColumn[] named = [.. left.Where(column => names.Contains(column.Name, StringComparer.OrdinalIgnoreCase))];
        if (named.Length == 1)
            return named[0];
        if (left.Length == 1 && other is not null)
            return left[0];
        throw new InvalidInputException($"Which column of {table.Name} holds the {what}? Name it with {option}; there are {OneLine.Of(string.Join(", ", table.Columns.Select(column => $"'{column.Name}'")))}.");
    }

    private static string LeftOut(Table table, int[] kept)
    {
        HashSet<int> rows = [.. kept];
        int[] lines = [.. Enumerable.Range(0, table.RowCount).Where(row => !rows.Contains(row)).Select(table.SourceLine)];
        string some = string.Join(", ", lines.Take(5).Select(line => line.ToString(CultureInfo.InvariantCulture)));
        return string.Create(CultureInfo.InvariantCulture, $"{lines.Length:N0} of {table.RowCount:N0} rows lack a text or a label and were left out (line{(lines.Length == 1 ? "" : "s")} {some}{(lines.Length > 5 ? ", ..." : "")}).");
    }
}
