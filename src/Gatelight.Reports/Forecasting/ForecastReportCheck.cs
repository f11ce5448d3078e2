namespace Gatelight.Reports.Forecasting;

/// <summary>Refuses an input whose parts do not fit together, before anything is drawn.</summary>
internal static class ForecastReportCheck
{
    public static void Check(ForecastReportInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Require(input.HistoryTimes.Count > 0, "HistoryTimes", "is empty; give the values that were observed");
        Require(input.Forecast.Count > 0, "Forecast", "is empty; give at least one forecast point");
        Same("HistoryValues", input.HistoryValues.Count, "HistoryTimes", input.HistoryTimes.Count);
        Same("HoldOutValues", input.HoldOutValues.Count, "HoldOutTimes", input.HoldOutTimes.Count);
        foreach (HoldOutForecast line in input.HoldOutOneStep.Concat(input.HoldOutMultiStep))
            Same($"Hold-out forecast of '{line.Method}'", line.Values.Count, "HoldOutTimes", input.HoldOutTimes.Count);
        foreach (OriginForecast origin in input.Origins)
            Same($"Forecast from origin {origin.Origin:yyyy-MM-dd}", origin.Values.Count, "its times", origin.Times.Count);
        foreach (AttributionInput attribution in input.Attributions)
            Shape($"Attribution by '{attribution.Method}'", attribution.Values, attribution.FeatureNames.Count, attribution.Times.Count, "features", "times");
        foreach (GateTraceInput gate in input.Gates)
        {
            foreach (double[,] matrix in (double[][,])[gate.InputGate, gate.ForgetGate, gate.CellCandidate, gate.OutputGate, gate.CellState, gate.HiddenState])
                Shape($"Gates of '{gate.LayerName}'", matrix, gate.InputGate.GetLength(0), gate.Times.Count, "units", "times");
        }
    }

    private static void Shape(string what, double[,] matrix, int rows, int columns, string rowNames, string columnNames)
    {
        if (matrix.GetLength(0) != rows || matrix.GetLength(1) != columns)
            throw Misfit($"{what}: the matrix is [{matrix.GetLength(0)}, {matrix.GetLength(1)}] but there are {rows} {rowNames} and {columns} {columnNames}; give one row per {rowNames[..^1]} and one column per {columnNames[..^1]}.");
        if (matrix.Length == 0) throw Misfit($"{what}: the matrix is empty; leave the entry out instead.");
    }

    private static void Same(string what, int count, string reference, int expected)
    {
        if (count != expected) throw Misfit($"{what}: {count} values but {reference} has {expected}; give one value per time.");
    }

    private static void Require(bool holds, string what, string problem)
    {
        if (!holds) throw Misfit($"{what} {problem}.");
    }

    private static ArgumentException Misfit(string message) => new(message, nameof(message));
}
