using System.Collections.Immutable;
using Gatelight.Data;

namespace Gatelight.Tasks.Forecasting.Series;

/// <summary>The stamps of a column, and how the column writes them.</summary>
/// <remarks>
/// One way of writing must fit the whole column. Where both dd/MM and MM/dd fit, the one whose stamps increase in regular
/// steps, at most 5 % of them missing, is taken; where that does not tell either, the column is refused. Offsets are turned into UTC.
/// </remarks>
/// <param name="Values">One stamp a row.</param>
/// <param name="Format">The way of writing, as <c>yyyy-MM</c>.</param>
public sealed record TimeStamps(ImmutableArray<DateTime> Values, string Format)
{
    /// <summary>Reads a column of stamps.</summary>
    /// <param name="table">The table.</param>
    /// <param name="column">The column's name.</param>
    /// <returns>The stamps.</returns>
    /// <exception cref="InvalidInputException">There is no such column, or a cell is no stamp: the cell is named with what is accepted.</exception>
    public static TimeStamps Parse(Table table, string column) => Parse(table, table.Column(column));

    /// <summary>Reads one stamp, as an option of the command line gives it.</summary>
    /// <param name="text">The stamp.</param>
    /// <returns>The stamp, or <see langword="null"/> where the text is none or means two things.</returns>
    public static DateTime? ParseOne(string text)
    {
        foreach (var format in TimeFormat.Unambiguous)
        {
            if (format.Parse(text.Trim()) is { } time)
                return time;
        }

        var (dayFirst, monthFirst) = (TimeFormat.DayFirst.Parse(text.Trim()), TimeFormat.MonthFirst.Parse(text.Trim()));
        return dayFirst is null || monthFirst is null || dayFirst == monthFirst ? dayFirst ?? monthFirst : null;
    }

    internal static TimeStamps Parse(Table table, TableColumn column)
    {
        if (Fit(column) is { } stamps)
            return stamps;
        if (ParseAll(column, TimeFormat.DayFirst) is not null)
            throw new InvalidInputException($"{table.Place(0, column.Name)}: '{OneLine.Of(column.Cells[0])}' could be dd/MM/yyyy or MM/dd/yyyy, and the other rows do not tell; write dates as yyyy-MM-dd.");

        // The way of writing that gets furthest says which row is the odd one out.
        int furthest = -1;
        TimeFormat? nearest = null;
        foreach (var format in (TimeFormat[])[.. TimeFormat.Unambiguous, TimeFormat.DayFirst, TimeFormat.MonthFirst])
        {
            int row = 0;
            while (row < column.Cells.Length && format.Parse(column.Cells[row].Trim()) is not null)
                row++;
            if (row > furthest)
                (furthest, nearest) = (row, format);
        }

        string cell = OneLine.Of(column.Cells[furthest]);
        string what = cell.Trim().Length == 0 ? "the date is missing" : $"'{cell}' is not a date";
        throw new InvalidInputException(furthest == 0
            ? $"{table.Place(0, column.Name)}: {what}; write {TimeFormat.Accepted}."
            : $"{table.Place(furthest, column.Name)}: {what} written like the rows above ({nearest!.Label}); mend or remove the row.");
    }

    /// <summary>The stamps where one way of writing fits every cell, else <see langword="null"/>.</summary>
    internal static TimeStamps? Fit(TableColumn column, bool unasked = false)
    {
        foreach (var format in TimeFormat.Unambiguous)
        {
            if (ParseAll(column, format) is { } values && !(unasked && format.DigitsOnly && !IsIncreasing(values.AsSpan())))
                return new TimeStamps(values, format.Label);
        }

        var (dayFirst, monthFirst) = (ParseAll(column, TimeFormat.DayFirst), ParseAll(column, TimeFormat.MonthFirst));
        if (dayFirst is { } both && monthFirst is { } other && !both.SequenceEqual(other))
        {
            bool dayRegular = IsRegular(both.AsSpan()), monthRegular = IsRegular(other.AsSpan());
            if (dayRegular == monthRegular)
                return null;
            return dayRegular ? new TimeStamps(both, TimeFormat.DayFirst.Label) : new TimeStamps(other, TimeFormat.MonthFirst.Label);
        }

        if (dayFirst is not null)
            return new TimeStamps(dayFirst.Value, TimeFormat.DayFirst.Label);
        return monthFirst is not null ? new TimeStamps(monthFirst.Value, TimeFormat.MonthFirst.Label) : null;
    }

    private static ImmutableArray<DateTime>? ParseAll(TableColumn column, TimeFormat format)
    {
        var values = ImmutableArray.CreateBuilder<DateTime>();
        foreach (string cell in column.Cells)
        {
            if (format.Parse(cell.Trim()) is not { } time)
                return null;
            values.Add(DateTime.SpecifyKind(time, DateTimeKind.Unspecified));
        }

        return values.Count == 0 ? null : values.ToImmutable();
    }

    /// <summary>Whether the stamps step regularly with no more missing than may be interpolated.</summary>
    private static bool IsRegular(ReadOnlySpan<DateTime> times)
    {
        if (times.Length < 3 || !IsIncreasing(times))
            return false;
        var frequency = FrequencyInference.Infer(times);
        return FrequencyInference.FirstIrregular(times, frequency) < 0
            && frequency.StepsBetween(times[0], times[^1]) is { } steps
            && (steps + 1L - times.Length) <= SeriesGaps.MaxShare * (steps + 1L);
    }

    private static bool IsIncreasing(ReadOnlySpan<DateTime> times)
    {
        for (int n = 1; n < times.Length; n++)
        {
            if (times[n] <= times[n - 1])
                return false;
        }

        return true;
    }
}
