using System.Collections.Immutable;
using System.Globalization;
using Gatelight.Tasks.Forecasting.Series;

namespace Gatelight.Tasks.Forecasting.Pipelines;

/// <summary>
/// Chooses the settings on validation years: the last years of the training rows, each forecast by networks trained on the
/// rows before it, from every origin in it. The hold-out is never among the rows given.
/// </summary>
internal sealed class RecipeChooser(ForecastOptions options, GroupTrainer trainer, WorkMeter meter)
{
    internal const int MostFolds = 3;
    internal const int FoldMembers = 12;
    private const int LeastRows = 36;
    private const int ShortWindow = 12;
    private const double Drift = 0.5;
    private const double CautiousShrinkage = 0.5;
    private static readonly int[] YearsAveraged = [3, 4];
    private static readonly SmoothedAnchor SmoothingPrior = new(Season: 2, Alpha: 0.15, Beta: 0.01, Gamma: 0.4);

    internal ChosenRecipe Choose(TimeSeries rows)
    {
        List<string> decisions = [];
        int season = ChooseSeason(rows, decisions);
        int window = options.Window ?? DefaultWindow(season, rows.Count);
        int folds = FoldCount(rows.Count, season, window, options);
        (SeriesScale Scale, List<FoldForecast> Forecasts)? best = null;
        double bestScore = double.PositiveInfinity;
        List<string> scores = [];
        foreach (SeriesScale scale in Scales(rows, folds, options))
        {
            List<FoldForecast> forecasts = ForecastFolds(rows, Groups(scale, season, window), season, folds);
            double score = forecasts.Count == 0 ? 0 : Score(forecasts, scale);
            if (forecasts.Count > 0)
                scores.Add(string.Create(CultureInfo.InvariantCulture, $"{Word(scale)} {Math.Exp(score):G4}"));
            if (best is null || score < bestScore)
                (best, bestScore) = ((scale, forecasts), score);
        }

        (SeriesScale chosen, List<FoldForecast> validation) = best!.Value;
        decisions.Add(Reason(chosen, scores, folds));
        ImmutableArray<GroupSpec> groups = Groups(chosen, season, window);
        ImmutableArray<double> shrinkages = [.. groups.Select((_, group) => Shrinkage(validation, group))];
        decisions.Add($"corrections followed to {string.Join(", ", shrinkages.Select(share => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0} %")))}{(validation.Count == 0 ? " (too few rows to measure it)" : ", as the validation years bear out")}");
        return new ChosenRecipe
        {
            Groups = groups,
            Shrinkages = shrinkages,
            Intervals = IntervalFitter.Fit(validation.Count > 0 ? validation : AnchorErrors(rows, groups), chosen, shrinkages, options.Horizon),
            Decisions = [.. decisions],
        };
    }

    /// <summary>The networks that choosing and fitting twice will train.</summary>
    internal static int PlannedNetworks(TimeSeries rows, ForecastOptions options)
    {
        int season = SeasonOf(rows, options);
        int folds = FoldCount(rows.Count, season, options.Window ?? DefaultWindow(season, rows.Count), options);
        int groups = Groups(SeriesScale.Raw, season, window: 1).Length;
        return Scales(rows, folds, options).Length * folds * Math.Max(groups, Math.Min(FoldMembers, options.Members)) + 2 * Math.Max(groups, options.Members);
    }

    private static int SeasonOf(TimeSeries rows, ForecastOptions options)
    {
        int natural = rows.Frequency.SeasonLength;
        return options.Season ?? (rows.Count >= LeastRows && SeasonTest.HasSeason(rows.Values.AsSpan(), natural) ? natural : 1);
    }

    private int ChooseSeason(TimeSeries rows, List<string> decisions)
    {
        int season = SeasonOf(rows, options);
        if (options.Season is not null)
            decisions.Add(season == 1 ? "no season, as asked" : $"a season of {season} steps, as asked");
        else if (season > 1)
            decisions.Add($"a season of {season} steps, found in the autocorrelation of the training rows");
        else
            decisions.Add(rows.Frequency.SeasonLength < 2 ? "no season" : $"no season: the autocorrelation at {rows.Frequency.SeasonLength} steps is not significant, or the rows are too few to tell");
        return season;
    }

    internal static int DefaultWindow(int season, int rows)
    {
        if (season == 1)
            return rows < LeastRows ? Math.Clamp(rows / 4, 4, ShortWindow) : ShortWindow;
        return season >= ShortWindow ? season : season * ((ShortWindow + season - 1) / season);
    }

    private static SeriesScale[] Scales(TimeSeries rows, int folds, ForecastOptions options)
    {
        if (options.Scale is SeriesScale asked)
            return [asked];
        return folds > 0 && rows.Values.All(value => value > 0) ? [SeriesScale.Raw, SeriesScale.Log] : [SeriesScale.Raw];
    }

    private static ImmutableArray<GroupSpec> Groups(SeriesScale scale, int season, int window) =>
        season == 1
            ? [new GroupSpec(scale, new AveragedAnchor(1, 1, 0), window)]
            :
            [
                .. YearsAveraged.Select(years => new GroupSpec(scale, new AveragedAnchor(season, years, Drift), window)),
                new GroupSpec(scale, SmoothingPrior with { Season = season }, window),
            ];

    private static int FoldLength(int season, ForecastOptions options) => Math.Max(season, options.Horizon);

    // The first validation year, too, needs rows before it to look back over and train on.
    private static int FoldCount(int rows, int season, int window, ForecastOptions options)
    {
        int least = Math.Max(Math.Max(LeastRows, 3 * season), GroupPipeline.EarliestOrigin(season, window) + 2);
        return Math.Clamp((rows - least) / FoldLength(season, options), 0, MostFolds);
    }

    private List<FoldForecast> ForecastFolds(TimeSeries rows, ImmutableArray<GroupSpec> groups, int season, int folds)
    {
        int length = FoldLength(season, options);
        List<FoldForecast> forecasts = [];
        for (int fold = folds; fold >= 1; fold--)
        {
            int start = rows.Count - fold * length;
            meter.Phase = $"Choosing on validation years: {Word(groups[0].Scale)}, {folds - fold + 1} of {folds}";
            FittedGroups fitted = FittedGroups.Fit(rows.Slice(0, start), groups, [.. groups.Select(_ => 1.0)], Math.Min(FoldMembers, options.Members), fold, trainer);
            int[] origins = [.. Enumerable.Range(start - 1, length)];
            GroupView[] views = [.. fitted.Groups.Select(group => new GroupView(group.Pipeline, rows))];
            double[][,] corrections = [.. fitted.Groups.Select((group, index) => group.Corrections(views[index], origins))];
            for (int n = 0; n < origins.Length; n++)
            {
                int row = n;
                for (int step = 1; step <= options.Horizon && origins[n] + step < rows.Count; step++)
                {
                    int ahead = step;
                    forecasts.Add(new FoldForecast(
                        step, views[0][origins[n] + step], [.. views.Select(view => view.Anchor.At(origins[row], ahead))], [.. corrections.Select(group => group[row, ahead - 1])]));
                }
            }
        }

        return forecasts;
    }

    // Half the weight to one step ahead, half to all steps: the mean of the logarithms of the two RMSEs.
    private static double Score(List<FoldForecast> forecasts, SeriesScale scale)
    {
        double[] inFull = [.. forecasts[0].Anchors.Select(_ => 1.0)];
        double LogRmse(IEnumerable<FoldForecast> some) =>
            Math.Log(some.Average(entry => Math.Pow(scale.FromScale(entry.Actual) - entry.Forecast(scale, inFull), 2))) / 2;
        return (LogRmse(forecasts.Where(entry => entry.Step == 1)) + LogRmse(forecasts)) / 2;
    }

    // Half way between following the networks in full and the least-squares factor on the validation years.
    private static double Shrinkage(List<FoldForecast> forecasts, int group)
    {
        double product = 0;
        double square = 0;
        foreach (FoldForecast entry in forecasts)
        {
            product += (entry.Actual - entry.Anchors[group]) * entry.Corrections[group];
            square += entry.Corrections[group] * entry.Corrections[group];
        }

        return square > 0 ? Math.Clamp(0.5 + 0.5 * product / square, 0, 1) : CautiousShrinkage;
    }

    // Too few rows for validation years: the errors of the anchors over all rows stand in.
    private List<FoldForecast> AnchorErrors(TimeSeries rows, ImmutableArray<GroupSpec> groups)
    {
        int first = GroupPipeline.EarliestOrigin(groups[0].Anchor.Season, groups[0].Window);
        if (rows.Count < first + 2)
            throw GroupTrainer.TooFewRows(rows, groups[0]);
        double[] scaled = GroupView.Scaled(rows, groups[0].Scale);
        AnchorPath[] paths = [.. groups.Select(group => group.Anchor.Fit(scaled).Along(scaled))];
        double[] none = new double[groups.Length];
        List<FoldForecast> errors = [];
        for (int origin = first; origin < rows.Count - 1; origin++)
        {
            for (int step = 1; step <= options.Horizon && origin + step < rows.Count; step++)
                errors.Add(new FoldForecast(step, scaled[origin + step], [.. paths.Select(path => path.At(origin, step))], none));
        }

        return errors;
    }

    private string Reason(SeriesScale chosen, List<string> scores, int folds)
    {
        string scale = chosen == SeriesScale.Log ? "logarithms" : "the values as they are";
        if (options.Scale is not null)
            return $"{scale}, as asked";
        return scores.Count > 1
            ? $"{scale}: validation error over {folds} years {string.Join(", ", scores)}"
            : $"{scale}{(folds > 0 ? " (not all are above 0)" : " (too few rows to compare)")}";
    }

    private static string Word(SeriesScale scale) => scale == SeriesScale.Log ? "logarithms" : "raw values";
}
