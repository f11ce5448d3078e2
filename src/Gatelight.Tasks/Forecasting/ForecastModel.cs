using System.Collections.Immutable;
using System.Globalization;
using Gatelight.Data;
using Gatelight.Explain;
using Gatelight.Tasks.Forecasting.Pipelines;
using Gatelight.Tasks.Forecasting.Series;

namespace Gatelight.Tasks.Forecasting;

/// <summary>
/// A fitted forecasting model: the networks, and the pipeline that leads from raw rows to them and back. The forecast is
/// the mean over groups of <c>T⁻¹(A(t, h) + λ·R·meanₘ yₘ(x)ₕ)</c>: an anchor, and the networks' correction to it.
/// </summary>
public sealed class ForecastModel
{
    private const int MostSteps = 10_000;

    internal ForecastModel(ModelFacts facts, ChosenRecipe recipe, FittedGroups groups)
    {
        Facts = facts;
        Recipe = recipe;
        Groups = groups;
    }

    /// <summary>What the model was fitted on and how it did.</summary>
    public ModelFacts Facts { get; }

    /// <summary>What was chosen on validation years.</summary>
    public ChosenRecipe Recipe { get; }

    /// <summary>The steps forecast at once.</summary>
    public int Horizon => Groups.Horizon;

    /// <summary>The season in steps; 1 for none.</summary>
    public int Season => Recipe.Groups[0].Anchor.Season;

    /// <summary>The least number of rows that a forecast needs.</summary>
    public int RowsNeeded => Groups.RowsNeeded;

    internal FittedGroups Groups { get; }

    /// <summary>Loads a model; what is loaded forecasts the same bits.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidInputException">There is no such file, or it is not a forecasting model; the message says what is wrong.</exception>
    public static ForecastModel Load(string path) => ForecastModelFile.Load(path);

    /// <summary>Saves the model as one <c>.gatelight</c> file, whole or not at all.</summary>
    /// <param name="path">Where.</param>
    public void Save(string path) => ForecastModelFile.Save(this, path);

    /// <summary>Forecasts the steps after the last row of a series.</summary>
    /// <param name="series">The rows known; of the frequency that the model was fitted on, and at least <see cref="RowsNeeded"/>.</param>
    /// <param name="steps">How many steps, 1 to 10,000; beyond the horizon, forecasts are fed back as if they had come.</param>
    /// <exception cref="InvalidInputException">The rows are too few, of another frequency, or not fit for the model's scale.</exception>
    public ImmutableArray<ForecastPoint> Forecast(TimeSeries series, int steps)
    {
        if (steps is < 1 or > MostSteps)
            throw new InvalidInputException($"The number of steps must be between 1 and {MostSteps}, not {steps}; mend --steps.");
        CheckFits(series);
        return StepForecaster.Forecast(Groups, Recipe.Intervals, series, steps);
    }

    /// <summary>Explains the forecast for one time.</summary>
    /// <param name="series">The rows known.</param>
    /// <param name="target">The time asked about: a row of the series (forecast from the rows before it) or a step of the future.</param>
    /// <param name="methods">The methods.</param>
    /// <param name="stepsAhead">How many steps before the target the forecast is made; null takes 1 for a row of the series, and the last row for the future.</param>
    /// <param name="cancellation">Checked between methods.</param>
    /// <exception cref="InvalidInputException">The target cannot be forecast from these rows; the message says which can.</exception>
    public ForecastExplanation Explain(
        TimeSeries series, DateTime target, IReadOnlyList<IAttributionMethod> methods, int? stepsAhead = null, CancellationToken cancellation = default)
    {
        CheckFits(series);
        return new ForecastExplainer(this, series).Explain(target, methods, stepsAhead, cancellation);
    }

    /// <summary>The forecast for one time as a question for explainers, or its difference to the forecast for another.</summary>
    /// <param name="series">The rows known.</param>
    /// <param name="target">The time asked about: a row of the series (forecast from the rows before it) or a step of the future.</param>
    /// <param name="stepsAhead">How many steps before the target the forecast is made; null takes 1 for a row of the series, and the last row for the future.</param>
    /// <param name="against">A second time whose forecast, from the same origin, is taken off; null for none.</param>
    /// <exception cref="InvalidInputException">A time cannot be forecast from these rows; the message says which can.</exception>
    public ForecastQuestion Ask(TimeSeries series, DateTime target, int? stepsAhead = null, DateTime? against = null)
    {
        CheckFits(series);
        return new ForecastExplainer(this, series).Ask(target, stepsAhead, against);
    }

    /// <summary>The forecast for one time as a function of the rows that the networks look back over, for what-if curves and counterfactuals.</summary>
    /// <param name="series">The rows known.</param>
    /// <param name="target">The time asked about.</param>
    /// <param name="stepsAhead">How many steps before the target the forecast is made; null takes 1 for a row of the series, and the last row for the future.</param>
    /// <exception cref="InvalidInputException">The time cannot be forecast from these rows; the message says which can.</exception>
    public ForecastRows AskRows(TimeSeries series, DateTime target, int? stepsAhead = null)
    {
        CheckFits(series);
        return new ForecastExplainer(this, series).AskRows(target, stepsAhead);
    }

    /// <summary>What was chosen and how, for a person: season, scale, look-back, networks, seed and so on.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Describe()
    {
        GroupSpec first = Recipe.Groups[0];
        List<KeyValuePair<string, string>> facts =
        [
            new("target", Facts.Target),
            new("rows", string.Create(CultureInfo.InvariantCulture, $"{Facts.Rows} {Facts.Frequency}, {Facts.Frequency.Format(Facts.FirstTime)} to {Facts.Frequency.Format(Facts.LastTime)}")),
            new("networks", $"{Groups.Groups.Sum(group => group.Members.Count)} LSTMs of {Facts.Options.HiddenSize} units in {Groups.Groups.Count} group(s); the forecast is their mean"),
            new("features", string.Join(", ", Groups.Groups[0].Pipeline.Columns.Select(column => column.Name))),
            new("look-back", $"{first.Window} steps"),
            new("horizon", $"{Horizon} steps at once"),
            new("anchor", string.Join("; ", Groups.Groups.Select(group => group.Pipeline.Anchor.Describe()))),
        ];
        facts.AddRange(Recipe.Decisions.Select((decision, index) => new KeyValuePair<string, string>($"decision {index + 1}", decision)));
        facts.Add(new("training", string.Create(CultureInfo.InvariantCulture, $"{Facts.Options.TrainingSteps} steps of AdamW on the Huber loss, one seed a network")));
        facts.Add(new("seed", Facts.Options.Seed.ToString(CultureInfo.InvariantCulture)));
        return facts;
    }

    internal void CheckFits(TimeSeries series)
    {
        if (series.Frequency != Facts.Frequency)
            throw new InvalidInputException($"The model was fitted on {Facts.Frequency} rows, but {series.Source} is {series.Frequency}; give rows of the same frequency, or train anew.");
        if (series.Count < RowsNeeded)
            throw new InvalidInputException($"{series.Source} has {series.Count} rows, too few to forecast from: the model looks back over {RowsNeeded}; add older rows.");
    }
}
