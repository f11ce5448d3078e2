using System.Collections.Immutable;
using System.Globalization;
using Gatelight.Data;

namespace Gatelight.Tasks.Classification;

/// <summary>Takes series and their classes from a table in long form, one row a step, or from a collection.</summary>
public static class SeriesExamples
{
    /// <summary>The series of a collection, as the reader of <c>.ts</c> files gives it.</summary>
    /// <param name="collection">The collection.</param>
    public static LabelledExamples<SeriesExample> From(LabelledSeries collection) => new(collection.Source, collection.Examples, collection.Labels, collection.Lines);

    /// <summary>Gathers rows into series: the rows of one id are one series, in the order of the time column, or of the file where there is none.</summary>
    /// <param name="table">The table in long form.</param>
    /// <param name="idColumn">The column that tells the series apart.</param>
    /// <param name="labelColumn">The column of the classes, the same for all rows of a series; null where there is none.</param>
    /// <param name="timeColumn">The column of the steps' order, numbers or ISO dates; null takes the order of the file.</param>
    /// <param name="channels">The columns of the channels; empty takes all other columns.</param>
    /// <exception cref="InvalidInputException">A column is missing, a cell is no number, a label changes within a series, or a step comes twice; the place is named.</exception>
    public static LabelledSeries FromTable(Table table, string idColumn, string? labelColumn = null, string? timeColumn = null, IReadOnlyList<string>? channels = null)
    {
        TableColumn id = table.Column(idColumn);
        TableColumn? label = labelColumn is null ? null : table.Column(labelColumn);
        TableColumn? time = timeColumn is null ? null : table.Column(timeColumn);
        HashSet<string?> taken = [id.Name, label?.Name, time?.Name];
        string[] names = channels is { Count: > 0 } ? [.. channels.Select(channel => table.Column(channel).Name)] : [.. table.Columns.Select(column => column.Name).Where(name => !taken.Contains(name))];
        if (names.Length == 0)
            throw new InvalidInputException($"{table.Name} has no column of values beside its id, label and time; add one.");
        double[][] values = [.. names.Select(table.Numbers)];
        var groups = Enumerable.Range(0, table.RowCount).GroupBy(row => id.Cells[row], StringComparer.Ordinal);
        var examples = ImmutableArray.CreateBuilder<SeriesExample>();
        var labels = ImmutableArray.CreateBuilder<string>();
        var lines = ImmutableArray.CreateBuilder<int>();
        foreach (var group in groups)
        {
            int[] rows = [.. group];
            if (label is not null)
                labels.Add(LabelOf(table, label, rows, group.Key));
            lines.Add(table.SourceLine(rows[0]));
            if (time is not null)
                rows = InOrder(table, time, rows, group.Key);
            float[] example = new float[checked(rows.Length * names.Length)];
            for (int step = 0; step < rows.Length; step++)
            {
                for (int channel = 0; channel < names.Length; channel++)
                    example[step * names.Length + channel] = (float)values[channel][rows[step]];
            }

            examples.Add(new SeriesExample(example, rows.Length, names.Length));
        }

        return new LabelledSeries(table.Name, [.. names], examples.ToImmutable(), labels.ToImmutable(), lines.ToImmutable());
    }

    private static string LabelOf(Table table, TableColumn label, int[] rows, string id)
    {
        string first = label.Cells[rows[0]].Trim();
        foreach (int row in rows)
        {
            if (label.Cells[row].Trim() != first || first.Length == 0)
                throw new InvalidInputException($"{table.Place(row, label.Name)}: '{OneLine.Of(label.Cells[row])}', but series '{OneLine.Of(id)}' began with '{OneLine.Of(first)}'; give all rows of a series the same label.");
        }

        return first;
    }

    private static int[] InOrder(Table table, TableColumn time, int[] rows, string id)
    {
        double[] keys = [.. rows.Select(row => Key(table, time, row))];
        int[] order = [.. rows];
        Array.Sort(keys, order);
        for (int n = 1; n < keys.Length; n++)
        {
            if (keys[n] == keys[n - 1])
                throw new InvalidInputException($"{table.Place(order[n], time.Name)}: the step '{OneLine.Of(time.Cells[order[n]])}' comes twice in series '{OneLine.Of(id)}'; keep one.");
        }

        return order;
    }

    private static double Key(Table table, TableColumn time, int row)
    {
        string cell = time.Cells[row];
        if (double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
            return number;
        return DateTime.TryParse(cell, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime date)
            ? date.Ticks
            : throw new InvalidInputException($"{table.Place(row, time.Name)}: '{OneLine.Of(cell)}' is neither a number nor a date like 2024-05-31; mend it.");
    }
}
