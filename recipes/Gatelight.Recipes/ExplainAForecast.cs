using Gatelight.Explain;
using Gatelight.Tasks.Datasets;
using Gatelight.Tasks.Forecasting;
using Gatelight.Tasks.Forecasting.Series;

namespace Gatelight.Recipes;

/// <summary>One forecast, explained in three ways: along the gradient, through the memory, and by asking again.</summary>
public sealed class ExplainAForecast : IRecipe
{
    private const int Shown = 5;

    /// <inheritdoc/>
    public string Name => "explain-a-forecast";

    /// <inheritdoc/>
    public string Description => "Explains the forecast for December 1968 by integrated gradients, the memory ledger and occlusion.";

    /// <inheritdoc/>
    public void Run(TextWriter output, CancellationToken cancellationToken)
    {
        TimeSeries series = TimeSeriesReader.FromTable(DatasetCatalog.Find("car-sales").Rows);
        ForecastOptions options = new() { Members = 4, TrainingSteps = 60 };
        ForecastModel model = ForecastTask.Train(series, options, cancellation: cancellationToken).Model;

        // <explain>
        DateTime december = new(1968, 12, 1);
        ForecastExplanation why = model.Explain(series, december, [new IntegratedGradients(), new MemoryLedger(), new Occlusion()], cancellation: cancellationToken);

        output.WriteLine($"The forecast for {why.Target:yyyy-MM}, made after {why.Origin:yyyy-MM}: {why.Prediction:F0} cars.");
        output.WriteLine($"Compared with {why.BaselineDescription}.");
        foreach (Attribution account in why.Attributions)
            Print(account, why, output);
        // </explain>
    }

    // <print>
    private static void Print(Attribution account, ForecastExplanation why, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine(account.IsAdditive
            ? $"{account.Method}: from {account.BaselinePrediction:F0} to {account.Prediction:F0} cars, gap {Math.Abs(account.CompletenessGap):F2}"
            : $"{account.Method}: one value at a time, so it need not add up (the rest is {account.CompletenessGap:F0} cars)");
        bool hasFeatures = account.Values.GetLength(1) == why.Features.Length;
        var largest =
            from step in Enumerable.Range(0, account.Values.GetLength(0))
            from feature in Enumerable.Range(0, account.Values.GetLength(1))
            let cars = account.Values[step, feature]
            orderby Math.Abs(cars) descending
            select $"  {why.Times[step]:yyyy-MM} {cars,7:+0;-0;0}  {(hasFeatures ? why.Features[feature] : "written into memory")}";
        foreach (string line in largest.Take(Shown))
            output.WriteLine(line);
    }

    // </print>
}
