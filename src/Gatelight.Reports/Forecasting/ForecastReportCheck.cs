namespace Gatelight.Reports.Forecasting;

/// <summary>Refuses an input whose parts do not fit together, before anything is drawn.</summary>
internal static class ForecastReportCheck
{
    public static void Check(ForecastReportInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (Problems(input).FirstOrDefault(problem => problem is not null) is { } first) throw new ArgumentException(first, nameof(input));
    }

    private static IEnumerable<string?> Problems(ForecastReportInput input)
    {
        if (input.HistoryTimes.Count == 0) yield return "HistoryTimes is empty; give the values that were observed.";
        if (input.Forecast.Count == 0) yield return "Forecast is empty; give at least one forecast point.";
        yield return Length("HistoryValues", input.HistoryValues.Count, "HistoryTimes", input.HistoryTimes.Count);
        yield return Length("HoldOutValues", input.HoldOutValues.Count, "HoldOutTimes", input.HoldOutTimes.Count);
        foreach (HoldOutForecast line in input.HoldOutOneStep.Concat(input.HoldOutMultiStep))
            yield return Length($"Hold-out forecast of '{line.Method}'", line.Values.Count, "HoldOutTimes", input.HoldOutTimes.Count);
        foreach (OriginForecast origin in input.Origins)
            yield return Length($"Forecast from origin {origin.Origin:yyyy-MM-dd}", origin.Values.Count, "its times", origin.Times.Count);
        foreach (AttributionInput attribution in input.Attributions)
            yield return Shape($"Attribution by '{attribution.Method}'", attribution.Values, attribution.FeatureNames.Count, attribution.Times.Count, "feature");
        foreach (GateTraceInput gate in input.Gates)
        {
            foreach (double[,] matrix in (double[][,])[gate.InputGate, gate.ForgetGate, gate.CellCandidate, gate.OutputGate, gate.CellState, gate.HiddenState])
                yield return Shape($"Gates of '{gate.LayerName}'", matrix, gate.InputGate.GetLength(0), gate.Times.Count, "unit");
        }
    }

    private static string? Shape(string what, double[,] matrix, int rows, int columns, string row)
    {
        if (matrix.GetLength(0) != rows || matrix.GetLength(1) != columns)
            return $"{what}: the matrix is [{matrix.GetLength(0)}, {matrix.GetLength(1)}] but there are {rows} {row}s and {columns} times; give one row per {row} and one column per time.";
        return matrix.Length == 0 ? $"{what}: the matrix is empty; leave the entry out instead." : null;
    }

    private static string? Length(string what, int count, string reference, int expected) =>
        count == expected ? null : $"{what}: {count} values but {reference} has {expected}; give one value per time.";
}
