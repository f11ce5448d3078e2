using System.Globalization;
using Gatelight.Data;

namespace Gatelight.Tasks.Tests;

/// <summary>The shared series as tables. These files are plain, so a split by commas reads them; the CSV reader has tests of its own.</summary>
internal static class SeriesFile
{
    public static Table Read(string name)
    {
        string[] lines = File.ReadAllLines(TestResources.DataFile("series", name));
        var rows = lines.Where(line => line.Length > 0).Select(line => line.Split(',').Select(cell => cell.Trim('"')).ToArray()).ToArray();
        return new Table(name, rows[0].Select((title, n) => new TableColumn(title, [.. rows.Skip(1).Select(row => row[n])])));
    }

    public static double[] Values(string name)
    {
        var table = Read(name);
        return table.Numbers(table.Columns[1].Name);
    }

    public static Table Monthly(int rows, Func<int, double> value) => Of(rows, n => new DateTime(2000, 1, 1).AddMonths(n).ToString("yyyy-MM", CultureInfo.InvariantCulture), value);

    public static Table Of(int rows, Func<int, string> time, Func<int, double> value) => new("sales.csv",
    [
        new("Month", [.. Enumerable.Range(0, rows).Select(time)]),
        TableColumn.FromNumbers("Sales", Enumerable.Range(0, rows).Select(value).ToArray()),
    ]);

    public static Table Of(string[] times) => Of(times.Length, n => times[n], n => n);

}
