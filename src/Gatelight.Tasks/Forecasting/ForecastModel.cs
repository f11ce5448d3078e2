using System.Collections.Immutable;
using Gatelight.Explain;
using Gatelight.Tasks.Forecasting.Series;

namespace Gatelight.Tasks.Forecasting;

/// <summary>A fitted forecasting model: the networks, and the pipeline that leads from raw rows to them and back.</summary>
public sealed partial class ForecastModel
{
    /// <summary>Forecasts the steps after the last row of a series.</summary>
    /// <param name="series">The rows known; of the frequency that the model was fitted on, and at least <see cref="RowsNeeded"/>.</param>
    /// <param name="steps">How many steps; beyond the horizon, forecasts are fed back as if they had come.</param>
    public ImmutableArray<ForecastPoint> Forecast(TimeSeries series, int steps) => throw new NotImplementedException();

    /// <summary>The least number of rows that a forecast needs.</summary>
    public int RowsNeeded => throw new NotImplementedException();

    /// <summary>The steps forecast at once.</summary>
    public int Horizon => throw new NotImplementedException();

    /// <summary>What was chosen and how, for a person: season, scale, look-back, networks, seed and so on.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Describe() => throw new NotImplementedException();

    /// <summary>Explains the forecast for one time.</summary>
    /// <param name="series">The rows known.</param>
    /// <param name="target">The time asked about: a row of the series (forecast from the rows before it) or a step of the future.</param>
    /// <param name="methods">The methods.</param>
    /// <param name="stepsAhead">How many steps before the target the forecast is made; null takes 1 for a row of the series, and the last row for the future.</param>
    /// <param name="cancellation">Checked between methods.</param>
    public ForecastExplanation Explain(TimeSeries series, DateTime target, IReadOnlyList<IAttributionMethod> methods, int? stepsAhead = null, CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>Saves the model as one <c>.gatelight</c> file.</summary>
    /// <param name="path">Where.</param>
    public void Save(string path) => throw new NotImplementedException();

    /// <summary>Loads a model; what is loaded forecasts the same bits.</summary>
    /// <param name="path">The file.</param>
    public static ForecastModel Load(string path) => throw new NotImplementedException();
}
