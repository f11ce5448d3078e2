using System.Globalization;
using Gatelight.Data;
using Gatelight.Tasks.Forecasting.Pipelines;
using Gatelight.Tasks.Forecasting.Series;

namespace Gatelight.Tasks.Forecasting;

/// <summary>From a series to a forecast that was checked on a hold-out.</summary>
public static class ForecastTask
{
    private const int LeastTrainingRows = 12;
    private const double SmallestUnit = 1e-100;

    // Streams of random numbers: the folds take the numbers from 1 on.
    private const int BacktestStream = 50;
    private const int FinalStream = 60;

    /// <summary>
    /// Chooses the settings on validation years, scores them once on the hold-out, and fits them on all rows.
    /// </summary>
    /// <param name="series">The series.</param>
    /// <param name="options">What is set by hand.</param>
    /// <param name="progress">Told after each network.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="InvalidInputException">The series is too short for the look-back and the hold-out, or unfit for the scale asked for.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ForecastResult Train(
        TimeSeries series, ForecastOptions options, IProgress<ForecastProgress>? progress = null, CancellationToken cancellation = default)
    {
        int start = HoldOutStart(series, options);
        TimeSeries training = series.Slice(0, start);
        WorkMeter meter = new(progress, RecipeChooser.PlannedNetworks(training, options));
        GroupTrainer trainer = new(options, meter.NetworkDone, cancellation);
        ChosenRecipe recipe = new RecipeChooser(options, trainer, meter).Choose(training);

        meter.Phase = "Backtest";
        FittedGroups before = FittedGroups.Fit(training, recipe.Groups, recipe.Shrinkages, options.Members, BacktestStream, trainer);
        BacktestResult backtest = Backtester.Score(before, recipe.Intervals, series, start, FittedOn(training), cancellation);

        meter.Phase = "Fitting on all rows";
        FittedGroups final = FittedGroups.Fit(series, recipe.Groups, recipe.Shrinkages, options.Members, FinalStream, trainer);
        ForecastModel model = new(ModelFacts.Of(series, options, backtest), recipe, final);
        return new ForecastResult(model, backtest, model.Forecast(series, options.Horizon));
    }

    /// <summary>
    /// Scores a model honestly: on the rows that came after those it was fitted on, or, where there are none, by fitting its
    /// settings anew on the rows before the hold-out.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="series">The series.</param>
    /// <param name="progress">Told after each network.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="InvalidInputException">The series is too short, or of another frequency.</exception>
    public static BacktestResult Evaluate(
        ForecastModel model, TimeSeries series, IProgress<ForecastProgress>? progress = null, CancellationToken cancellation = default)
    {
        model.CheckFits(series);
        int start = 0;
        while (start < series.Count && series.Times[start] <= model.Facts.LastTime)
            start++;
        start = Math.Max(start, model.RowsNeeded); // a file of newer rows alone: the first of them are there to look back over
        if (start < series.Count)
        {
            string words = string.Create(CultureInfo.InvariantCulture, $"the {model.Facts.Rows} rows up to {series.Frequency.Format(model.Facts.LastTime)}; the {series.Count - start} rows after them are new to the model");
            return Backtester.Score(model.Groups, model.Recipe.Intervals, series, start, words, cancellation);
        }

        ForecastOptions options = model.Facts.Options;
        start = HoldOutStart(series, options);
        TimeSeries training = series.Slice(0, start);
        WorkMeter meter = new(progress, Math.Max(options.Members, model.Recipe.Groups.Length)) { Phase = "Backtest" };
        GroupTrainer trainer = new(options, meter.NetworkDone, cancellation);
        FittedGroups groups = FittedGroups.Fit(training, model.Recipe.Groups, model.Recipe.Shrinkages, options.Members, BacktestStream, trainer);
        return Backtester.Score(groups, model.Recipe.Intervals, series, start, FittedOn(training), cancellation);
    }

    private static int HoldOutStart(TimeSeries series, ForecastOptions options)
    {
        int holdOut = options.HoldOut ?? options.Horizon;
        int needed = holdOut + Math.Max(LeastTrainingRows, LeastFor(options));
        if (series.Count < needed)
            throw new InvalidInputException($"{series.Source} has {series.Count} rows, too few: {needed} are needed ({holdOut} kept aside for the backtest, {needed - holdOut} to look back over and train on); add older rows, or ask for less with --horizon, --holdout, --window or --season.");
        double largest = series.Values.Max(Math.Abs);
        if (largest is < SmallestUnit or > 1 / SmallestUnit)
            throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture, $"The largest value of {series.Name} in {series.Source} is {largest}, beyond what can be squared; give the series in another unit, as thousands or thousandths."));
        return series.Count - holdOut;
    }

    private static int LeastFor(ForecastOptions options) =>
        options.Window is null && options.Season is null
            ? 0
            : GroupPipeline.EarliestOrigin(options.Season ?? 1, options.Window ?? RecipeChooser.DefaultWindow(options.Season ?? 1, LeastTrainingRows)) + 2;

    private static string FittedOn(TimeSeries training) =>
        $"the {training.Count} rows up to {training.Frequency.Format(training.Times[^1])}, before the hold-out";
}
