using System.Collections.Immutable;
using System.Globalization;
using Gatelight.Data;
using Gatelight.Tasks.Forecasting.Series;

namespace Gatelight.Tasks.Forecasting.Pipelines;

/// <summary>All groups of a model: its forecast is the mean of theirs, in the user's units.</summary>
internal sealed class FittedGroups
{
    internal FittedGroups(IReadOnlyList<ForecastGroup> groups) => Groups = groups;

    internal IReadOnlyList<ForecastGroup> Groups { get; }

    internal int Horizon => Groups[0].Horizon;

    internal int RowsNeeded => Groups.Max(group => group.Pipeline.FirstOrigin) + 1;

    /// <summary>Fits every group of a recipe on the rows given, sharing the networks out evenly.</summary>
    internal static FittedGroups Fit(TimeSeries rows, ImmutableArray<GroupSpec> specs, IReadOnlyList<double> shrinkages, int members, int stream, GroupTrainer trainer)
    {
        List<ForecastGroup> groups = [];
        for (int n = 0; n < specs.Length; n++)
        {
            int share = members * (n + 1) / specs.Length - members * n / specs.Length;
            groups.Add(trainer.Fit(rows, specs[n], shrinkages[n], Math.Max(1, share), stream * specs.Length + n));
        }

        return new FittedGroups(groups);
    }

    /// <summary>The forecast <paramref name="step"/> steps after the last row of each series, in the user's units; all series are of one length.</summary>
    internal double[] ForecastEach(IReadOnlyList<TimeSeries> variants, int step)
    {
        double[] forecasts = new double[variants.Count];
        int origin = variants[0].Count - 1;
        foreach (ForecastGroup group in Groups)
        {
            GroupView[] views = [.. variants.Select(variant => new GroupView(group.Pipeline, variant))];
            double[,] corrections = group.Corrections(views, origin);
            for (int n = 0; n < forecasts.Length; n++)
                forecasts[n] += group.Pipeline.Scale.FromScale(views[n].Anchor.At(origin, step) + group.Pipeline.Shrinkage * corrections[n, step - 1]) / Groups.Count;
        }

        return forecasts;
    }

    /// <summary>The forecasts made at each origin for steps 1 to the horizon, <c>[origins, horizon]</c>, in the user's units.</summary>
    internal double[,] Forecast(TimeSeries series, int[] origins)
    {
        double[,] forecasts = new double[origins.Length, Horizon];
        foreach (ForecastGroup group in Groups)
        {
            GroupView view = new(group.Pipeline, series);
            double[,] corrections = group.Corrections(view, origins);
            for (int n = 0; n < origins.Length; n++)
            {
                for (int step = 1; step <= Horizon; step++)
                {
                    double scaled = view.Anchor.At(origins[n], step) + group.Pipeline.Shrinkage * corrections[n, step - 1];
                    forecasts[n, step - 1] += group.Pipeline.Scale.FromScale(scaled) / Groups.Count;
                }
            }
        }

        foreach (double value in forecasts)
        {
            if (!double.IsFinite(value))
                throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture, $"A forecast of {series.Name} from {series.Source} is not a finite number ({value}): its values are too large or too far from those that the model was fitted on."));
        }

        return forecasts;
    }
}
