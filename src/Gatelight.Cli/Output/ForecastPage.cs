using Gatelight.Explain;
using Gatelight.Tasks.Forecasting;
using Gatelight.Tasks.Forecasting.Series;

namespace Gatelight.Cli.Output;

/// <summary>The parts of the pages that a person reads; every verb uses the same ones.</summary>
internal static class ForecastPage
{
    /// <summary>What was read, in a line, and what was mended.</summary>
    public static void Series(Page page, string title, TimeSeries series)
    {
        page.Line($"{title}: {series.Count} rows, {series.Frequency}, {series.Frequency.Format(series.Times[0])} to {series.Frequency.Format(series.Times[^1])}");
        foreach (string warning in Warnings(series))
            page.Line($"Note: {warning}");
    }

    /// <summary>What a reader must know about the rows.</summary>
    public static IReadOnlyList<string> Warnings(TimeSeries series) =>
        [.. series.Gaps.Select(gap =>
        {
            string range = gap.Count == 1 ? series.Frequency.Format(gap.First) : $"{series.Frequency.Format(gap.First)} to {series.Frequency.Format(gap.Last)}";
            string what = $"{range} {(gap.Count == 1 ? "was" : "were")} missing";
            return gap.Filled ? $"{what}; filled by a straight line between the neighbours." : $"{what}; the rows on both sides are taken as neighbours.";
        })];

    /// <summary>The model beside the simple methods.</summary>
    public static void Backtest(Page page, BacktestResult backtest, Frequency frequency)
    {
        int rows = backtest.Times.Length;
        page.Heading($"How good is it? Errors on {frequency.Format(backtest.Times[0])} to {frequency.Format(backtest.Times[^1])} (lower is better, * is the best)");
        page.Line($"  Fitted on {backtest.FittedOn}.");
        Scores(page, "one step ahead", backtest.OneStep);
        Scores(page, rows == 1 ? "from one origin" : $"{rows} steps from one origin", backtest.MultiStep);
        page.Line($"  {Verdict("One step ahead", backtest.OneStep)}");
        if (rows > 1)
            page.Line($"  {Verdict("From one origin", backtest.MultiStep)}");
        if (!backtest.OneStepCoverage.IsEmpty)
            page.Line($"  Intervals one step ahead: {string.Join("; ", backtest.OneStepCoverage.Select(result => $"{NumberText.Percent(result.Level)} promised, {NumberText.Percent(result.Measured)} measured"))} ({backtest.OneStepCoverage[0].Count} forecasts)");
    }

    /// <summary>The forecast with its intervals.</summary>
    public static void Forecast(Page page, IReadOnlyList<ForecastPoint> points, Frequency frequency, string target)
    {
        int decimals = NumberText.Decimals(points.Select(point => point.Mean));
        page.Heading($"Forecast of {target}");
        page.Table(["", "expected", "80 % interval", "95 % interval"], points.Select(point => (string[])
        [
            frequency.Format(point.Time),
            NumberText.Write(point.Mean, decimals),
            $"{NumberText.Write(point.Lower80, decimals)} to {NumberText.Write(point.Upper80, decimals)}",
            $"{NumberText.Write(point.Lower95, decimals)} to {NumberText.Write(point.Upper95, decimals)}",
        ]));
    }

    /// <summary>The largest contributions by each method.</summary>
    public static void Explanation(Page page, ForecastExplanation explanation, Frequency frequency, int shown)
    {
        int decimals = NumberText.Decimals([explanation.Prediction]);
        page.Heading($"Why {NumberText.Write(explanation.Prediction, decimals)} for {frequency.Format(explanation.Target)}? As known at {frequency.Format(explanation.Origin)}, {Steps(explanation.Step)} ahead");
        foreach (Attribution attribution in explanation.Attributions)
        {
            IAttributionMethod method = AttributionMethods.Find(attribution.Method);
            page.Line($"  {method.Title}: from {NumberText.Write(attribution.BaselinePrediction, decimals)} ({Contribution.BaselineOf(attribution, explanation)}) to {NumberText.Write(attribution.Prediction, decimals)}");
            page.Table(["largest contributions", ""], Contribution.Largest(attribution, explanation, shown).Select(entry => (string[])
                [$"{frequency.Format(entry.Time)}  {entry.Feature}", NumberText.Signed(entry.Value, decimals)]));
            page.Line($"  {Gap(attribution, decimals)}");
        }
    }

    /// <summary>Where the files are.</summary>
    public static void Files(Page page, IReadOnlyList<string> files)
    {
        if (files.Count == 0)
            return;
        page.Heading("Written");
        foreach (string file in files)
            page.Line($"  {file}");
    }

    /// <summary>Who is ahead by RMSE, whoever it is.</summary>
    public static string Verdict(string setting, IReadOnlyList<MethodBacktest> methods)
    {
        MethodBacktest? model = methods.FirstOrDefault(method => method.IsModel);
        MethodBacktest? rival = methods.Where(method => !method.IsModel && double.IsFinite(method.Score.Rmse)).MinBy(method => method.Score.Rmse);
        if (model is null || rival is null || !(rival.Score.Rmse > 0))
            return $"{setting}: there is nothing to compare.";
        double change = model.Score.Rmse / rival.Score.Rmse - 1;
        if (Math.Abs(change) < 0.005)
            return $"{setting}, {model.Name} is as good as the best simple method ({rival.Name}) by RMSE.";
        return change < 0
            ? $"{setting}, {model.Name} has an RMSE {NumberText.Percent(-change)} below the best simple method ({rival.Name})."
            : $"{setting}, {rival.Name} is better: {model.Name} has an RMSE {NumberText.Percent(change)} above it.";
    }

    private static void Scores(Page page, string title, IReadOnlyList<MethodBacktest> methods)
    {
        int decimals = NumberText.Decimals(methods.Select(method => method.Score.Rmse));
        Func<MethodBacktest, double>[] measures = [method => method.Score.Rmse, method => method.Score.Mae, method => method.Score.Mape, method => method.Score.Mase];
        double[] best = [.. measures.Select(measure => methods.Select(measure).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Min())];
        string Cell(MethodBacktest method, int column)
        {
            double value = measures[column](method);
            return NumberText.Write(value, column < 2 ? decimals : column) + (value == best[column] ? "*" : " ");
        }

        page.Table([title, "RMSE ", "MAE ", "MAPE % ", "MASE "],
            methods.Select(method => (string[])[method.Name, Cell(method, 0), Cell(method, 1), Cell(method, 2), Cell(method, 3)]),
            row => methods[row].IsModel);
    }

    private static string Gap(Attribution attribution, int decimals)
    {
        string gap = $"completeness gap {NumberText.Signed(attribution.CompletenessGap, decimals + 2)}";
        if (!attribution.IsAdditive)
            return $"{gap}: one value at a time, not meant to add up";
        return attribution.IsGapTooLarge ? $"{gap}: too large; read the contributions as an order, not as shares" : $"{gap}: the contributions add up";
    }

    private static string Steps(int steps) => steps == 1 ? "1 step" : FormattableString.Invariant($"{steps} steps");
}
