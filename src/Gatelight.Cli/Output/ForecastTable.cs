using Gatelight.Data;
using Gatelight.Tasks.Forecasting;
using Gatelight.Tasks.Forecasting.Series;

namespace Gatelight.Cli.Output;

/// <summary>A forecast as the columns of a CSV file.</summary>
internal static class ForecastTable
{
    /// <summary>Makes the table: time, mean, lower80, upper80, lower95, upper95.</summary>
    public static Table Of(IReadOnlyList<ForecastPoint> points, Frequency frequency) => new("forecast",
    [
        new TableColumn("time", [.. points.Select(point => frequency.Format(point.Time))]),
        Column("mean", points, point => point.Mean),
        Column("lower80", points, point => point.Lower80),
        Column("upper80", points, point => point.Upper80),
        Column("lower95", points, point => point.Lower95),
        Column("upper95", points, point => point.Upper95),
    ]);

    private static TableColumn Column(string name, IEnumerable<ForecastPoint> points, Func<ForecastPoint, double> value) =>
        TableColumn.FromNumbers(name, [.. points.Select(value)]);
}
