using System.Collections.Immutable;
using System.Globalization;
using Gatelight.Data;

namespace Gatelight.Tasks.Datasets;

/// <summary>
/// Cars sold per month in Quebec from January 1960 to December 1968, 108 figures published in B. Abraham and J. Ledolter,
/// Statistical Methods for Forecasting, Wiley 1983.
/// </summary>
internal static class CarSales
{
    private const int FirstYear = 1960;

    // One line a year, January to December.
    private static readonly ImmutableArray<int> Sold =
    [
        6550, 8728, 12026, 14395, 14587, 13791, 9498, 8251, 7049, 9545, 9364, 8456, // 1960
        7237, 9374, 11837, 13784, 15926, 13821, 11143, 7975, 7610, 10015, 12759, 8816, // 1961
        10677, 10947, 15200, 17010, 20900, 16205, 12143, 8997, 5568, 11474, 12256, 10583, // 1962
        10862, 10965, 14405, 20379, 20128, 17816, 12268, 8642, 7962, 13932, 15936, 12628, // 1963
        12267, 12470, 18944, 21259, 22015, 18581, 15175, 10306, 10792, 14752, 13754, 11738, // 1964
        12181, 12965, 19990, 23125, 23541, 21247, 15189, 14767, 10895, 17130, 17697, 16611, // 1965
        12674, 12760, 20249, 22135, 20677, 19933, 15388, 15113, 13401, 16135, 17562, 14720, // 1966
        12225, 11608, 20985, 19692, 24081, 22114, 14220, 13434, 13598, 17187, 16119, 13713, // 1967
        13210, 14251, 20139, 21725, 26099, 21084, 18024, 16722, 14385, 21342, 17180, 14577, // 1968
    ];

    /// <summary>The dataset.</summary>
    public static Dataset Dataset { get; } = new(
        "car-sales",
        "Cars sold per month in Quebec, 1960-01 to 1968-12",
        "B. Abraham, J. Ledolter: Statistical Methods for Forecasting, Wiley 1983",
        Table());

    private static Table Table()
    {
        var months = Enumerable.Range(0, Sold.Length).Select(n => string.Create(CultureInfo.InvariantCulture, $"{FirstYear + n / 12}-{n % 12 + 1:00}"));
        return new Table("car-sales",
        [
            new TableColumn("Month", [.. months]),
            new TableColumn("Sales", [.. Sold.Select(sold => sold.ToString(CultureInfo.InvariantCulture))]),
        ]);
    }
}
