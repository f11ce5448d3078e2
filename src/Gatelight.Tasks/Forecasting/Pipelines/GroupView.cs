using System.Globalization;
using Gatelight.Data;
using Gatelight.Tasks.Forecasting.Series;

namespace Gatelight.Tasks.Forecasting.Pipelines;

/// <summary>A series as one group of networks sees it.</summary>
internal sealed class GroupView
{
    private readonly GroupPipeline _pipeline;
    private readonly TimeSeries _series;
    private readonly double[] _scaled;
    private readonly double[] _calendar;
    private readonly Covariate[] _covariates;

    internal GroupView(GroupPipeline pipeline, TimeSeries series)
    {
        _pipeline = pipeline;
        _series = series;
        _scaled = Scaled(series, pipeline.Scale);
        Anchor = pipeline.Anchor.Along(_scaled);
        _calendar = pipeline.Columns.Any(column => column.Kind == InputColumnKind.Calendar) ? Calendar(series) : [];
        _covariates = [.. pipeline.Columns.Where(column => column.Kind == InputColumnKind.Covariate).Select(column => Find(series, column.Name))];
    }

    /// <summary>What is expected without a network.</summary>
    internal AnchorPath Anchor { get; }

    /// <summary>The series on the group's scale.</summary>
    internal double this[int row] => _scaled[row];

    /// <summary>Writes the look-back that ends at an origin, <c>[W, D]</c>, scaled as the columns say.</summary>
    internal void WriteInput(int origin, Span<double> input)
    {
        int season = _pipeline.Anchor.Season;
        int at = 0;
        for (int row = origin - _pipeline.Window + 1; row <= origin; row++)
        {
            int calendar = 0;
            int covariate = 0;
            foreach (InputColumn column in _pipeline.Columns)
            {
                double value = column.Kind switch
                {
                    // The place of the row in the season that follows the origin.
                    InputColumnKind.Deviation => _scaled[row] - Anchor.Level(origin) - Anchor.SeasonalPart(origin, Modulo(row - origin - 1, season) + 1),
                    InputColumnKind.Surprise => _scaled[row] - Anchor.At(row - 1, 1),
                    InputColumnKind.Calendar => _calendar[row * (_calendar.Length / _series.Count) + calendar++],
                    _ => _covariates[covariate++].Values[row],
                };
                input[at++] = (value - column.Offset) / column.Scale;
            }
        }
    }

    private static int Modulo(int value, int by) => (value % by + by) % by;

    internal static double[] Scaled(TimeSeries series, SeriesScale scale)
    {
        double[] scaled = new double[series.Count];
        for (int row = 0; row < scaled.Length; row++)
        {
            scaled[row] = scale.ToScale(series.Values[row]);
            if (!double.IsFinite(scaled[row]))
                throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture, $"The model works on logarithms, but {series.Name} is {series.Values[row]} at {series.Frequency.Format(series.Times[row])}; mend that row, or train anew with --scale raw."));
        }

        return scaled;
    }

    private static double[] Calendar(TimeSeries series)
    {
        int width = CalendarFeatures.Names(series.Frequency).Length;
        double[] features = new double[series.Count * width];
        for (int row = 0; row < series.Count; row++)
            CalendarFeatures.Write(series.Frequency, series.Times[row], features.AsSpan(row * width, width));
        return features;
    }

    private static Covariate Find(TimeSeries series, string name) =>
        series.Covariates.FirstOrDefault(covariate => covariate.Name == name)
        ?? throw new InvalidInputException($"The model reads the column '{OneLine.Of(name)}' too, but {series.Source} was read without it; add the column.");
}
