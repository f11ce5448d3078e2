using Gatelight.Reports.Rendering;

namespace Gatelight.Reports.Forecasting;

/// <summary>The plain sentences of a forecast report, with the numbers in them.</summary>
internal static class ForecastText
{
    public static string Steps(ForecastReportInput input, int count) =>
        count == 1 ? input.StepName : $"{NumberText.Plain(count)} {input.StepsName}";

    public static string Article(string name) =>
        name.Length > 0 && (name.StartsWith("LSTM", StringComparison.OrdinalIgnoreCase) || "aeiouAEIOU".Contains(name[0], StringComparison.Ordinal)) ? "an" : "a";

    public static int Decimals(ForecastReportInput input) => NumberText.Decimals(input.Forecast.Select(point => point.Mean));

    private static int Decimals(IReadOnlyList<BacktestRow> rows) => NumberText.Decimals(rows.Select(row => row.Rmse));

    public static IReadOnlyList<string> Summary(ForecastReportInput input)
    {
        var sentences = new List<string> { Outlook(input), Spread(input) };
        if (Comparison(input.OneStep, $"One {input.StepName} ahead", input.Unit) is { } oneStep) sentences.Add(oneStep);
        if (Comparison(input.MultiStep, $"{Capital(Steps(input, Math.Max(input.HoldOutTimes.Count, 1)))} ahead from one origin", input.Unit) is { } multiStep) sentences.Add(multiStep);
        return sentences;
    }

    public static IReadOnlyList<KeyNumber> KeyNumbers(ForecastReportInput input)
    {
        int decimals = Decimals(input);
        ForecastPoint next = input.Forecast[0];
        var numbers = new List<KeyNumber>
        {
            new(NumberText.Time(next.Time, input.TimeFormat), NumberText.WithUnit(next.Mean, decimals, input.Unit),
                $"8 in 10 times between {NumberText.Write(next.Lower80, decimals)} and {NumberText.Write(next.Upper80, decimals)}"),
        };
        if (input.Forecast.Count > 1)
        {
            numbers.Add(new KeyNumber($"Average of the {Steps(input, input.Forecast.Count)}", NumberText.WithUnit(input.Forecast.Average(point => point.Mean), decimals, input.Unit),
                Change(input) is { } change ? $"{change} than in the {Steps(input, input.Forecast.Count)} before" : $"per {input.StepName}"));
        }

        if (input.OneStep.FirstOrDefault(row => row.IsModel) is { } model)
        {
            BacktestRow? rival = BestBaseline(input.OneStep);
            numbers.Add(new KeyNumber($"Typical error, one {input.StepName} ahead", NumberText.WithUnit(model.Rmse, Decimals(input.OneStep), input.Unit),
                rival is null ? "RMSE on the hold-out" : $"RMSE on the hold-out; best simple method {NumberText.Write(rival.Rmse, Decimals(input.OneStep))} ({rival.Method})"));
        }

        if (input.Coverage.Count > 0)
        {
            IntervalCoverage coverage = input.Coverage[0];
            numbers.Add(new KeyNumber($"The {NumberText.Percent(coverage.Level)} interval held", NumberText.Percent(coverage.Measured),
                $"of {NumberText.Plain(coverage.Points)} checked forecasts"));
        }

        return numbers;
    }

    /// <summary>Model and best simple method side by side, whoever wins; null without both.</summary>
    public static string? Comparison(IReadOnlyList<BacktestRow> rows, string setting, string unit)
    {
        BacktestRow? model = rows.FirstOrDefault(row => row.IsModel), rival = BestBaseline(rows);
        if (model is null || rival is null || !(rival.Rmse > 0)) return null;
        double gain = 1 - (model.Rmse / rival.Rmse);
        string verdict = Math.Abs(gain) < 0.005 ? "as high as that of"
            : gain > 0 ? $"{NumberText.Percent(gain)} lower than that of" : $"{NumberText.Percent(-gain)} higher than that of";
        string advice = gain < -0.005 ? " For this task the simple method is the better choice." : "";
        return $"{setting}, the {model.Method}'s typical error on the hold-out (RMSE) is {NumberText.WithUnit(model.Rmse, Decimals(rows), unit)}: {verdict} the best simple method, {rival.Method}, with {NumberText.WithUnit(rival.Rmse, Decimals(rows), unit)}.{advice}";
    }

    public static BacktestRow? BestBaseline(IReadOnlyList<BacktestRow> rows) =>
        rows.Where(row => !row.IsModel && double.IsFinite(row.Rmse)).MinBy(row => row.Rmse);

    public static IReadOnlyList<string> ReadingNotes(ForecastReportInput input) =>
    [
        "The line of a forecast is the value to expect; the bands say how far off it may well be. A value outside the 95 % band should be rare, not impossible.",
        "The hold-out was not used while the model and its settings were chosen. Compare the model with the simple methods in the same table: a model that does not beat them is not worth its trouble.",
        "Explanations are about the model, not about the world. A large contribution means that the model leaned on that value; it does not mean that changing the value in reality would change what happens.",
        "Contributions depend on the baseline, the input they are compared with. Where the values of a method do not add up to the forecast, the page says by how much.",
        $"Every chart shows its values under the pointer. Drag over a part to enlarge it, double-click to return; the buttons beneath save it as PNG or SVG. Values are in {input.Unit} where nothing else is said.",
    ];

    private static string Outlook(ForecastReportInput input)
    {
        int decimals = Decimals(input);
        ForecastPoint first = input.Forecast[0], last = input.Forecast[^1];
        string mean = NumberText.WithUnit(input.Forecast.Average(point => point.Mean), decimals, input.Unit);
        if (input.Forecast.Count == 1) return $"For {NumberText.Time(first.Time, input.TimeFormat)} the {input.ModelName} expects {mean}.";
        string change = Change(input) is { } text ? $", {text} than in the {Steps(input, input.Forecast.Count)} before" : "";
        return $"From {NumberText.Time(first.Time, input.TimeFormat)} to {NumberText.Time(last.Time, input.TimeFormat)} the {input.ModelName} expects {mean} per {input.StepName} on average{change}.";
    }

    private static string Spread(ForecastReportInput input)
    {
        int decimals = Decimals(input);
        ForecastPoint first = input.Forecast[0], high = input.Forecast.MaxBy(point => point.Mean)!, low = input.Forecast.MinBy(point => point.Mean)!;
        string extremes = input.Forecast.Count < 3 ? "" :
            $"The highest value is expected for {NumberText.Time(high.Time, input.TimeFormat)} ({NumberText.Write(high.Mean, decimals)}), the lowest for {NumberText.Time(low.Time, input.TimeFormat)} ({NumberText.Write(low.Mean, decimals)}). ";
        return $"{extremes}For {NumberText.Time(first.Time, input.TimeFormat)} the value should lie between {NumberText.Write(first.Lower80, decimals)} and {NumberText.Write(first.Upper80, decimals)} in 8 of 10 cases, and between {NumberText.Write(first.Lower95, decimals)} and {NumberText.Write(first.Upper95, decimals)} in 19 of 20.";
    }

    /// <summary>Average of the forecast against as many steps before it; null where too little or nothing comparable is known.</summary>
    private static string? Change(ForecastReportInput input)
    {
        double[] before = [.. input.HistoryValues.TakeLast(input.Forecast.Count).Where(double.IsFinite)];
        if (before.Length < input.Forecast.Count || !(before.Average() > 0)) return null;
        double change = (input.Forecast.Average(point => point.Mean) / before.Average()) - 1;
        if (Math.Abs(change) < 0.0005) return "no more and no less";
        return $"{NumberText.Percent(Math.Abs(change), 1)} {(change > 0 ? "more" : "less")}";
    }

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
