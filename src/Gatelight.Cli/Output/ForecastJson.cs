using System.Text.Json.Nodes;
using Gatelight.Explain;
using Gatelight.Tasks.Forecasting;
using Gatelight.Tasks.Forecasting.Metrics;
using Gatelight.Tasks.Forecasting.Series;

namespace Gatelight.Cli.Output;

/// <summary>The parts of the JSON documents; every verb uses the same names.</summary>
internal static class ForecastJson
{
    /// <summary>The contributions listed for each method.</summary>
    public const int ContributionsShown = 10;

    /// <summary>What was read.</summary>
    public static JsonObject Series(string dataset, TimeSeries series) => new()
    {
        ["dataset"] = dataset,
        ["target"] = series.Name,
        ["frequency"] = series.Frequency.ToString(),
        ["rows"] = series.Count,
        ["from"] = series.Frequency.Format(series.Times[0]),
        ["to"] = series.Frequency.Format(series.Times[^1]),
        ["gaps"] = new JsonArray([.. series.Gaps.Select(gap => new JsonObject
        {
            ["first"] = series.Frequency.Format(gap.First),
            ["last"] = series.Frequency.Format(gap.Last),
            ["count"] = gap.Count,
            ["filled"] = gap.Filled,
        })]),
    };

    /// <summary>The hold-out.</summary>
    public static JsonObject HoldOut(BacktestResult backtest, Frequency frequency) => new()
    {
        ["months"] = backtest.Times.Length,
        ["from"] = frequency.Format(backtest.Times[0]),
        ["to"] = frequency.Format(backtest.Times[^1]),
        ["fittedOn"] = backtest.FittedOn,
        ["oneStep"] = Scores(backtest.OneStep),
        ["multiStep"] = Scores(backtest.MultiStep),
        ["coverage"] = new JsonObject { ["oneStep"] = Coverage(backtest.OneStepCoverage), ["multiStep"] = Coverage(backtest.MultiStepCoverage) },
    };

    /// <summary>A forecast.</summary>
    public static JsonArray Forecast(IEnumerable<ForecastPoint> points, Frequency frequency) =>
        [.. points.Select(point => new JsonObject
        {
            ["time"] = frequency.Format(point.Time),
            ["mean"] = JsonText.Number(point.Mean),
            ["lower80"] = JsonText.Number(point.Lower80),
            ["upper80"] = JsonText.Number(point.Upper80),
            ["lower95"] = JsonText.Number(point.Lower95),
            ["upper95"] = JsonText.Number(point.Upper95),
        })];

    /// <summary>An explanation, an entry a method.</summary>
    public static JsonArray Explanations(ForecastExplanation explanation, Frequency frequency) =>
        [.. explanation.Attributions.Select(attribution => new JsonObject
        {
            ["method"] = attribution.Method,
            ["time"] = frequency.Format(explanation.Target),
            ["origin"] = frequency.Format(explanation.Origin),
            ["stepsAhead"] = explanation.Step,
            ["prediction"] = JsonText.Number(attribution.Prediction),
            ["baselinePrediction"] = JsonText.Number(attribution.BaselinePrediction),
            ["baseline"] = Contribution.BaselineOf(attribution, explanation),
            ["isAdditive"] = attribution.IsAdditive,
            ["completenessGap"] = JsonText.Number(attribution.CompletenessGap),
            ["isGapTooLarge"] = attribution.IsGapTooLarge,
            ["topContributions"] = Contributions(attribution, explanation, frequency),
        })];

    private static JsonArray Contributions(Attribution attribution, ForecastExplanation explanation, Frequency frequency) =>
        [.. Contribution.Largest(attribution, explanation, ContributionsShown).Select(entry => new JsonObject
        {
            ["time"] = frequency.Format(entry.Time),
            ["feature"] = entry.Feature,
            ["value"] = JsonText.Number(entry.Value),
        })];

    private static JsonObject Scores(IEnumerable<MethodBacktest> methods)
    {
        var scores = new JsonObject();
        foreach (MethodBacktest method in methods)
            scores[method.Key] = Score(method.Score);
        return scores;
    }

    private static JsonObject Score(ForecastScore score) => new()
    {
        ["rmse"] = JsonText.Number(score.Rmse),
        ["mae"] = JsonText.Number(score.Mae),
        ["mape"] = JsonText.Number(score.Mape),
        ["smape"] = JsonText.Number(score.Smape),
        ["mase"] = JsonText.Number(score.Mase),
    };

    private static JsonArray Coverage(IEnumerable<CoverageResult> results) =>
        [.. results.Select(result => new JsonObject { ["level"] = result.Level, ["measured"] = JsonText.Number(result.Measured), ["count"] = result.Count })];
}
