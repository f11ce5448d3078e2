using Gatelight.Explain;
using Gatelight.Tasks.Datasets;
using Gatelight.Tasks.Forecasting;
using Gatelight.Tasks.Forecasting.Series;

namespace Gatelight.Recipes;

/// <summary>From a series to a forecast that was checked beside simple methods, and the reason for it.</summary>
public sealed class ForecastCarSales : IRecipe
{
    /// <inheritdoc/>
    public string Name => "forecast-car-sales";

    /// <inheritdoc/>
    public string Description => "Trains on the embedded car sales, prints the backtest beside the baselines, forecasts a year and explains a month.";

    /// <inheritdoc/>
    public void Run(TextWriter output, CancellationToken cancellationToken)
    {
        // Fewer and shorter than the defaults, so that the sample is quick; leave them alone for a forecast that counts.
        ForecastOptions options = new() { Members = 4, TrainingSteps = 60 };

        // <train-and-explain>
        TimeSeries series = TimeSeriesReader.FromTable(DatasetCatalog.Find("car-sales").Rows);
        ForecastResult result = ForecastTask.Train(series, options, cancellation: cancellationToken);

        foreach (MethodBacktest method in result.Backtest.OneStep)
            output.WriteLine($"{method.Name,-16} RMSE {method.Score.Rmse,5:F0} one month ahead");
        foreach (ForecastPoint month in result.Forecast)
            output.WriteLine($"{month.Time:yyyy-MM} {month.Mean,6:F0}   80 %: {month.Lower80:F0} to {month.Upper80:F0}");

        DateTime may = new(1969, 5, 1);
        ForecastExplanation why = result.Model.Explain(series, may, [new IntegratedGradients()], cancellation: cancellationToken);
        Attribution cars = why.Attributions[0];
        for (int t = 0; t < why.Times.Length; t++)
            output.WriteLine($"{why.Times[t]:yyyy-MM} added {cars.Values[t, 0] + cars.Values[t, 1],4:F0} cars to the forecast for {may:yyyy-MM}");
        output.WriteLine($"not accounted for: {Math.Abs(cars.CompletenessGap):F1} of {cars.Prediction:F0} cars");
        // </train-and-explain>
    }
}
