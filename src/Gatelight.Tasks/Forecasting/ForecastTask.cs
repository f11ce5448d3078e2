using Gatelight.Tasks.Forecasting.Series;

namespace Gatelight.Tasks.Forecasting;

/// <summary>From a series to a forecast that was checked on a hold-out.</summary>
public static class ForecastTask
{
    /// <summary>Chooses the settings on validation years, scores them once on the hold-out, and fits them on all rows.</summary>
    /// <param name="series">The series.</param>
    /// <param name="options">What is set by hand.</param>
    /// <param name="progress">Told after each network.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static ForecastResult Train(
        TimeSeries series, ForecastOptions options, IProgress<ForecastProgress>? progress = null, CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>
    /// Scores a model honestly: on the rows that came after those it was fitted on, or, where there are none, by fitting its
    /// settings anew on the rows before the hold-out.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="series">The series.</param>
    /// <param name="progress">Told after each network.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static BacktestResult Evaluate(
        ForecastModel model, TimeSeries series, IProgress<ForecastProgress>? progress = null, CancellationToken cancellation = default) => throw new NotImplementedException();
}
