using Gatelight.Data;
using Gatelight.Explain;
using Gatelight.Models;
using Gatelight.Recurrent;
using Gatelight.Tasks.Forecasting.Series;

namespace Gatelight.Tasks.Forecasting.Pipelines;

/// <summary>
/// Explains one forecast in the user's units. Each group is asked about its own input, its scale included in the question, so
/// that contributions add up to units of the series; the groups' accounts are averaged as their forecasts are.
/// </summary>
internal sealed class ForecastExplainer(ForecastModel model, TimeSeries series)
{
    internal ForecastExplanation Explain(DateTime target, IReadOnlyList<IAttributionMethod> methods, int? stepsAhead, CancellationToken cancellation)
    {
        ForecastQuestion question = Ask(target, stepsAhead, against: null);
        (int origin, int step) = Place(target, stepsAhead);
        TimeSeries known = series.Slice(0, origin + 1);
        return new ForecastExplanation
        {
            Target = target,
            Origin = question.Origin,
            Step = step,
            Prediction = model.Groups.Forecast(known, [origin])[0, step - 1],
            Times = question.Times,
            Features = question.Features,
            BaselineDescription = question.ExpectedDescription,
            Attributions = [.. methods.Select(method => Attribution.Mean([.. question.Parts.Select(part => method.Explain(part.Question, part.Input, part.Expected, cancellation))]))],
            Trace = TypicalTrace(known, origin, step, out string description),
            TraceDescription = description,
        };
    }

    internal ForecastQuestion Ask(DateTime target, int? stepsAhead, DateTime? against)
    {
        (int origin, int step) = Place(target, stepsAhead);
        TimeSeries known = series.Slice(0, origin + 1);
        int? other = against is { } time ? StepOf(time, origin) : null;
        if (other == step)
            throw new InvalidInputException($"{series.Frequency.Format(target)} is asked about against itself; give another time.");
        List<ForecastPart> parts = [];
        foreach (ForecastGroup group in model.Groups.Groups)
        {
            GroupView view = new(group.Pipeline, known);
            ModelQuestion<float> question = other is { } taken ? group.Difference(view, origin, step, taken) : group.Question(view, origin, step);
            double[] input = new double[question.Steps * question.Features];
            view.WriteInput(origin, input);
            parts.Add(new ForecastPart(question, input, Baseline(group.Pipeline, input)));
        }

        GroupPipeline first = model.Groups.Groups[0].Pipeline;
        return new ForecastQuestion
        {
            Target = target,
            Origin = known.Times[^1],
            Step = step,
            Against = against,
            IsLogRatio = against is not null && model.Groups.Groups.Any(group => group.Pipeline.Scale == SeriesScale.Log),
            Times = known.Times[^first.Window..],
            Features = [.. first.Columns.Select(column => column.Name)],
            ExpectedDescription = model.Season == 1
                ? "a series that had stood still at its last value"
                : "a series that had run exactly as its level, drift and usual season would have it",
            Parts = [.. parts],
        };
    }

    internal ForecastRows AskRows(DateTime target, int? stepsAhead)
    {
        (int origin, int step) = Place(target, stepsAhead);
        TimeSeries known = series.Slice(0, origin + 1);
        int rows = model.Groups.Groups[0].Pipeline.Window;
        return new ForecastRows(new RowsQuestion(model.Groups, known, rows, step), [.. known.Values[^rows..]], known.Times[^rows..]);
    }

    // The other time of a difference is forecast from the same origin.
    private int StepOf(DateTime time, int origin)
    {
        if (series.Frequency.StepsBetween(series.Times[origin], time) is { } step && step >= 1 && step <= model.Horizon)
            return step;
        throw new InvalidInputException($"{series.Frequency.Format(time)} cannot be compared with: the forecast is made after {series.Frequency.Format(series.Times[origin])}, and both times must lie 1 to {model.Horizon} steps after it.");
    }

    // A row of the series is asked about as it was forecast from the rows before it.
    private (int Origin, int Step) Place(DateTime target, int? stepsAhead)
    {
        int row = 0;
        while (row < series.Count && series.Times[row] < target)
            row++;
        bool isPast = row < series.Count;
        int? distance = isPast ? (series.Times[row] == target ? 0 : null) : series.Frequency.StepsBetween(series.Times[^1], target);
        if (distance is not int beyond)
            throw new InvalidInputException($"{series.Frequency.Format(target)} is no step of {series.Source}: {Range()}.");
        int index = isPast ? row : series.Count - 1 + beyond;
        int step = stepsAhead ?? (isPast ? 1 : beyond);
        if (step < 1 || step > model.Horizon)
            throw new InvalidInputException($"{series.Frequency.Format(target)} lies {step} steps after the origin, but the model forecasts 1 to {model.Horizon} steps at once: {Range()}.");
        int origin = index - step;
        if (origin >= series.Count || origin < model.RowsNeeded - 1)
            throw new InvalidInputException($"{series.Frequency.Format(target)} cannot be forecast {step} steps ahead from {series.Source}: {Range()}.");
        return (origin, step);
    }

    private string Range()
    {
        int first = model.RowsNeeded;
        string last = series.Frequency.Format(series.FutureTimes(model.Horizon)[^1]);
        return $"ask about {series.Frequency.Format(first < series.Count ? series.Times[first] : series.FutureTimes(1)[0])} to {last}, at most {model.Horizon} steps after the row it is forecast from";
    }

    // "As expected" is 0 for deviations and surprises and the mean for other columns; the calendar is what it is.
    private static double[] Baseline(GroupPipeline pipeline, double[] input)
    {
        double[] baseline = new double[input.Length];
        for (int n = 0; n < input.Length; n++)
        {
            if (pipeline.Columns[n % pipeline.Columns.Length].Kind == InputColumnKind.Calendar)
                baseline[n] = input[n];
        }

        return baseline;
    }

    private LstmTrace TypicalTrace(TimeSeries known, int origin, int step, out string description)
    {
        ForecastGroup group = model.Groups.Groups[0];
        GroupView view = new(group.Pipeline, known);
        double[] input = new double[group.Pipeline.Window * group.Pipeline.Columns.Length];
        view.WriteInput(origin, input);
        Batch<float> batch = new(input.Select(value => (float)value).ToArray(), 1, group.Pipeline.Window, group.Pipeline.Columns.Length);
        Model<float>[] members = [.. group.Members.Select(member => member.Clone())];
        float[] outputs = [.. members.Select(member => member.Predict(batch)[step - 1])];
        float mean = outputs.Average();
        int typical = Enumerable.Range(0, outputs.Length).MinBy(index => Math.Abs(outputs[index] - mean));
        description = $"the most typical network (number {typical + 1} of {members.Length})";
        return members[typical].Trace().OfType<LstmTrace>().First();
    }
}
