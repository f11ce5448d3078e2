using Gatelight.Reports.Figures;

namespace Gatelight.Reports.Forecasting;

/// <summary>What the gates and states of the network did while it read the series.</summary>
internal static class GateSection
{
    public static ReportSection Build(ForecastReportInput input) => new()
    {
        Heading = "Inside the network",
        ShortName = "Inside",
        Paragraphs =
        [
            $"An LSTM keeps a memory, the cell state, and decides at every {input.StepName} with three gates what to write into it, what to keep and what to show. A gate at 0 is shut, at 1 open. Each row of a map is one unit of the layer, each column one {input.StepName}.",
        ],
        Terms =
        [
            new ReportSetting("Input gate i", "how much of the new candidate is written into the memory"),
            new ReportSetting("Forget gate f", "how much of the old memory is kept; 0 wipes it, 1 keeps all"),
            new ReportSetting("Cell candidate g", "what would be written, positive or negative"),
            new ReportSetting("Output gate o", "how much of the memory is shown to the next layer"),
            new ReportSetting("Cell state c", "the memory itself: c = f × (c before) + i × g"),
            new ReportSetting("Hidden state h", "what the layer passes on: h = o × tanh(c)"),
        ],
        Figures = [.. input.Gates.SelectMany(gates => Figures(input, gates))],
    };

    private static IEnumerable<Figure> Figures(ForecastReportInput input, GateTraceInput gates)
    {
        yield return new TimeSeriesFigure
        {
            Title = $"{gates.LayerName}: how far the gates stood open",
            Caption = $"Mean opening of the input, forget and output gates over the {gates.InputGate.GetLength(0)} units of the layer, {input.StepName} by {input.StepName}: 0 is shut, 1 is open.",
            Unit = "mean opening",
            TimeFormat = input.TimeFormat,
            Range = (0, 1),
            Lines =
            [
                new FigureLine("input gate i", LineRole.Category, gates.Times, Means(gates.InputGate)),
                new FigureLine("forget gate f", LineRole.Category, gates.Times, Means(gates.ForgetGate)),
                new FigureLine("output gate o", LineRole.Category, gates.Times, Means(gates.OutputGate)),
            ],
        };
        yield return Map(input, gates, "input gate i", gates.InputGate, isGate: true);
        yield return Map(input, gates, "forget gate f", gates.ForgetGate, isGate: true);
        yield return Map(input, gates, "cell candidate g", gates.CellCandidate, isGate: false);
        yield return Map(input, gates, "output gate o", gates.OutputGate, isGate: true);
        yield return Map(input, gates, "cell state c", gates.CellState, isGate: false);
        yield return Map(input, gates, "hidden state h", gates.HiddenState, isGate: false);
    }

    private static HeatmapFigure Map(ForecastReportInput input, GateTraceInput gates, string name, double[,] values, bool isGate) => new()
    {
        Title = $"{gates.LayerName}: {name}",
        Caption = isGate
            ? $"The {name} of each unit at each {input.StepName}: faint is shut, strong blue is open."
            : $"The {name} of each unit at each {input.StepName}: orange is positive, blue negative.",
        Unit = isGate ? "opening, 0 to 1" : "value",
        RowTitle = "unit",
        RowNames = [.. Enumerable.Range(1, values.GetLength(0)).Select(unit => Rendering.NumberText.Plain(unit))],
        ColumnTimes = gates.Times,
        TimeFormat = input.TimeFormat,
        Values = values,
        Scale = isGate ? ColorScale.Sequential : ColorScale.Diverging,
        Range = isGate ? (0, 1) : null,
        Width = FigureWidth.Half,
    };

    private static double[] Means(double[,] values)
    {
        int units = values.GetLength(0);
        return [.. Enumerable.Range(0, values.GetLength(1)).Select(time => Enumerable.Range(0, units).Sum(unit => values[unit, time]) / units)];
    }
}
