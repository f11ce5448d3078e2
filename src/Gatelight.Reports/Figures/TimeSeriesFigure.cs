using Gatelight.Reports.Rendering;

namespace Gatelight.Reports.Figures;

/// <summary>Lines and interval bands over one time axis.</summary>
public sealed record TimeSeriesFigure : Figure
{
    /// <summary>Unit of the values, printed on the axis and on hover.</summary>
    public required string Unit { get; init; }

    /// <summary>.NET format of a time, for example <c>MMM yyyy</c>; written in the invariant culture.</summary>
    public required string TimeFormat { get; init; }

    /// <summary>The lines, drawn in this order.</summary>
    public required IReadOnlyList<FigureLine> Lines { get; init; }

    /// <summary>The bands, widest first; drawn beneath the lines.</summary>
    public IReadOnlyList<FigureBand> Bands { get; init; } = [];

    /// <summary>Time of a vertical rule that parts the known from the forecast; none when null.</summary>
    public DateTime? Boundary { get; init; }

    /// <summary>Lowest and highest value of the axis where the scale is known, such as 0 to 1 for gates; fitted to the data when null.</summary>
    public (double Low, double High)? Range { get; init; }

    /// <summary>Times shown at first, for long histories; a reader can zoom out to the rest. Everything when null.</summary>
    public (DateTime From, DateTime To)? InitialView { get; init; }

    internal override FigureTable Tabulate()
    {
        DateTime[] times = [.. Lines.SelectMany(line => line.Times).Concat(Bands.SelectMany(band => band.Times)).Distinct().Order()];
        var columns = new List<(string Name, Dictionary<DateTime, double> Values)>();
        foreach (FigureLine line in Lines) columns.Add((line.Name, Index(line.Times, line.Values)));
        foreach (FigureBand band in Bands)
        {
            columns.Add(($"{band.Name}, lower", Index(band.Times, band.Lower)));
            columns.Add(($"{band.Name}, upper", Index(band.Times, band.Upper)));
        }

        return new FigureTable(
            [new FigureDataColumn("time"), .. columns.Select(column => new FigureDataColumn(column.Name, Unit))],
            [.. times.Select(time => (IReadOnlyList<FigureCell>)[FigureCell.Of(time, TimeFormat),
                .. columns.Select(column => column.Values.TryGetValue(time, out double value) ? FigureCell.Of(value) : default)])]);
    }

    internal override string FindMain() => FindingText.Extremes(
        Lines.SelectMany(line => line.Times.Zip(line.Values, (time, value) => ($"{NumberText.Time(time, TimeFormat)} ({line.Name})", value))), Unit);

    private static Dictionary<DateTime, double> Index(IReadOnlyList<DateTime> times, IReadOnlyList<double> values)
    {
        var index = new Dictionary<DateTime, double>(times.Count);
        for (int i = 0; i < times.Count; i++) index[times[i]] = values[i];
        return index;
    }
}
