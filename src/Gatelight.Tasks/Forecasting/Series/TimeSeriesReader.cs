using System.Collections.Immutable;
using System.Globalization;
using Gatelight.Data;

namespace Gatelight.Tasks.Forecasting.Series;

/// <summary>Makes a clean <see cref="TimeSeries"/> of a table, or says in one line which row stands in the way.</summary>
public static class TimeSeriesReader
{
    /// <summary>Reads the series.</summary>
    /// <param name="table">The table, rows from the oldest to the newest.</param>
    /// <param name="options">Which columns, and what to do about gaps; the defaults if left out.</param>
    /// <returns>The series.</returns>
    /// <exception cref="InvalidInputException">
    /// A column is missing or cannot be chosen; a stamp is unreadable, unordered, doubled or off the frequency; a value is
    /// missing, no number or not finite; too few rows; a constant target; gaps that the policy does not allow.
    /// </exception>
    public static TimeSeries FromTable(Table table, TimeSeriesOptions? options = null)
    {
        options ??= TimeSeriesOptions.Default;
        var (stamps, timeColumns) = SeriesColumns.Time(table, options.TimeColumn);
        string timeColumn = string.Join(' ', timeColumns);
        CheckOrder(table, stamps.Values, timeColumn, timeColumns);
        string target = SeriesColumns.Target(table, options.TargetColumn, timeColumns);
        double[] values = table.Numbers(target);
        int least = Math.Max(3, options.MinRows);
        if (values.Length < least)
            throw new InvalidInputException(Message($"{table.Name} has {values.Length} rows, too few: at least {least} are needed; add older rows."));
        if (Array.TrueForAll(values, value => value == values[0]))
            throw new InvalidInputException(Message($"{table.Name}, column '{target}' is constant (every value is {values[0]}): there is nothing to forecast; choose another column with --target."));

        var frequency = options.Frequency ?? FrequencyInference.Infer(stamps.Values.AsSpan());
        CheckSteps(table, stamps.Values, timeColumn, frequency);
        var series = new TimeSeries
        {
            Name = target,
            Source = table.Name,
            TimeColumn = timeColumns.Length == 1 ? timeColumns[0] : null,
            Times = stamps.Values,
            Values = [.. values],
            Frequency = frequency,
            Covariates = [.. options.Covariates.Select(name => new Covariate(table.Column(name).Name, [.. table.Numbers(name)]))],
        };
        return SeriesGaps.Apply(series, options.Gaps);
    }

    private static void CheckOrder(Table table, ImmutableArray<DateTime> times, string column, ImmutableArray<string> timeColumns)
    {
        if (times.Length > 2 && IsReversed(times))
            throw new InvalidInputException($"{table.Name}, column '{column}': the rows run backwards in time; sort them from the oldest to the newest.");
        for (int row = 1; row < times.Length; row++)
        {
            if (times[row] > times[row - 1])
                continue;
            string text = OneLine.Of(Text(table, row, timeColumns)), before = OneLine.Of(Text(table, row - 1, timeColumns));
            string place = table.Place(row, column);
            if (times[row] == times[row - 1])
                throw new InvalidInputException(Message($"{place}: '{text}' stands on line {table.SourceLine(row - 1)} too; keep one row for each date{SeveralSeries(table, timeColumns)}."));
            throw new InvalidInputException(Message($"{place}: '{text}' comes after the later '{before}' on line {table.SourceLine(row - 1)}; sort the rows by date{SeveralSeries(table, timeColumns)}."));
        }
    }

    private static void CheckSteps(Table table, ImmutableArray<DateTime> times, string column, Frequency frequency)
    {
        int row = FrequencyInference.FirstIrregular(times.AsSpan(), frequency);
        if (row < 0)
            return;
        throw new InvalidInputException(Message($"{table.Place(row, column)}: {times[row]:yyyy-MM-dd HH:mm} is no whole {frequency} step after {times[row - 1]:yyyy-MM-dd HH:mm} on line {table.SourceLine(row - 1)}; make the rows regular, for instance one value a day or a month."));
    }

    private static string Text(Table table, int row, ImmutableArray<string> columns) =>
        string.Join(' ', columns.Select(name => table.Column(name).Cells[row]));

    private static bool IsReversed(ImmutableArray<DateTime> times)
    {
        for (int row = 1; row < times.Length; row++)
        {
            if (times[row] >= times[row - 1])
                return false;
        }

        return true;
    }

    /// <summary>A hint where a column of repeated words says that the file holds several series.</summary>
    private static string SeveralSeries(Table table, ImmutableArray<string> timeColumns)
    {
        var words = table.Columns.FirstOrDefault(column => !timeColumns.Contains(column.Name, StringComparer.Ordinal) && !column.IsNumeric()
            && column.Cells.Distinct(StringComparer.Ordinal).Take(table.RowCount / 2 + 1).Count() is > 1 and var distinct && distinct <= table.RowCount / 2);
        return words is null ? "" : $" (the file seems to hold several series: keep the rows of one '{OneLine.Of(words.Name)}')";
    }

    private static string Message(FormattableString message) => message.ToString(CultureInfo.InvariantCulture);
}
