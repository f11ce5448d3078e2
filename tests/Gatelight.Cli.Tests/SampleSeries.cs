using System.Globalization;

namespace Gatelight.Cli.Tests;

/// <summary>Small series as CSV text.</summary>
internal static class SampleSeries
{
    /// <summary>Months from 2001-01 on with a season and a slow rise: <c>Month,Sales</c>.</summary>
    public static string Csv(int rows = 60) => "Month,Sales\n" + string.Concat(Enumerable.Range(0, rows).Select(row => Row(row)));

    /// <summary>One of its rows, with its value replaced where asked.</summary>
    public static string Row(int row, string? value = null) => string.Create(
        CultureInfo.InvariantCulture, $"{2001 + row / 12}-{row % 12 + 1:00},{value ?? Value(row).ToString(CultureInfo.InvariantCulture)}\n");

    private static int Value(int row) => 1000 + 3 * row + 40 * (row % 12) + row * row % 7;
}
