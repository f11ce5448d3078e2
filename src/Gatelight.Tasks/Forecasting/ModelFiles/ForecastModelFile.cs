using System.Globalization;
using System.Text.Json;
using Gatelight.Data;
using Gatelight.Models;
using Gatelight.Serialization;
using Gatelight.Tasks.Forecasting.Pipelines;
using Gatelight.Tasks.Forecasting.Series;

namespace Gatelight.Tasks.Forecasting;

/// <summary>Turns a forecasting model into a <see cref="ModelBundle"/> and back; nothing in a file is believed before it is checked.</summary>
internal static class ForecastModelFile
{
    private const string TaskName = "forecast";

    internal static void Save(ForecastModel model, string path) => ToBundle(model).Save(path);

    internal static ForecastModel Load(string path)
    {
        ModelBundle bundle = ModelBundle.Load(path);
        if (bundle.Task != TaskName || bundle.Pipeline is not JsonElement pipeline)
            throw new InvalidInputException($"{path} holds a model for '{OneLine.Of(bundle.Task)}', not for forecasting; give a model that 'gatelight train forecast' made.");
        try
        {
            ForecastDocument document = pipeline.Deserialize(ForecastJson.Default.ForecastDocument) ?? throw new JsonException("it is empty");
            Check(document, bundle.Members);
            return new ForecastModel(document.Facts, document.Recipe, Groups(document, bundle.Members));
        }
        catch (Exception failure) when (FileContradiction.Is(failure))
        {
            throw FileContradiction.OfModel(path, failure);
        }
    }

    private static ModelBundle ToBundle(ForecastModel model)
    {
        ModelFacts facts = model.Facts;
        ForecastDocument document = new(
            facts, model.Recipe, [.. model.Groups.Groups.Select(group => group.Pipeline)], [.. model.Groups.Groups.Select(group => group.Members.Count)]);
        return new ModelBundle
        {
            Task = TaskName,
            Members = [.. model.Groups.Groups.SelectMany(group => group.Members)],
            Pipeline = JsonSerializer.SerializeToElement(document, ForecastJson.Default.ForecastDocument),
            Metadata = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["createdBy"] = $"Gatelight {typeof(ForecastModelFile).Assembly.GetName().Version?.ToString(3)}",
                ["target"] = facts.Target,
                ["frequency"] = facts.Frequency.ToString(),
                ["seed"] = facts.Options.Seed.ToString(CultureInfo.InvariantCulture),
            },
            Metrics = new Dictionary<string, double>(StringComparer.Ordinal)
            {
                ["holdout.oneStep.rmse"] = facts.OneStepRmse,
                ["holdout.multiStep.rmse"] = facts.MultiStepRmse,
            },
            TrainingData = new TrainingDataFingerprint(facts.Rows, facts.Frequency.Format(facts.FirstTime), facts.Frequency.Format(facts.LastTime), facts.Fingerprint),
        };
    }

    private static FittedGroups Groups(ForecastDocument document, IReadOnlyList<Model<float>> members)
    {
        List<ForecastGroup> groups = [];
        int first = 0;
        for (int n = 0; n < document.Groups.Length; n++)
        {
            groups.Add(new ForecastGroup(document.Groups[n], [.. members.Skip(first).Take(document.Members[n])]));
            first += document.Members[n];
        }

        return new FittedGroups(groups);
    }

    private static void Check(ForecastDocument document, IReadOnlyList<Model<float>> members)
    {
        Require(!document.Groups.IsDefaultOrEmpty && !document.Members.IsDefault && document.Groups.Length == document.Members.Length, "groups are missing");
        Require(document.Members.All(count => count > 0) && document.Members.Sum(count => (long)count) == members.Count, "the number of networks is wrong");
        Require(!document.Recipe.Groups.IsDefaultOrEmpty && document.Recipe.Groups.Length == document.Groups.Length && !document.Recipe.Shrinkages.IsDefault
            && document.Recipe.Shrinkages.Length == document.Groups.Length && document.Recipe.Shrinkages.All(share => share is >= 0 and <= 1), "the recipe has other groups");
        int horizon = members[0].OutputShape.Width;
        Require(members.All(member => !member.OutputShape.IsSequence && member.OutputShape.Width == horizon && member.Architecture.Inputs.Count == 1
            && member.Architecture.Inputs[0].IsSequence && member.Architecture.Inputs[0].Width == document.Groups[0].Columns.Length), "the networks do not fit the pipeline");
        foreach (GroupPipeline group in document.Groups)
            CheckGroup(group, document.Groups[0].Columns.Length, CalendarFeatures.Names(document.Facts.Frequency).Length);
        foreach (GroupSpec spec in document.Recipe.Groups)
            CheckAnchor(spec.Anchor, spec.Window);
        IntervalModel intervals = document.Recipe.Intervals;
        Require(!intervals.Sigma.IsDefault && intervals.Sigma.Length == horizon && intervals.Sigma.All(sigma => sigma > 0 && double.IsFinite(sigma)), "the intervals have no size");
        Require(intervals.Quantile80 > 0 && double.IsFinite(intervals.Quantile95) && intervals.Quantile95 >= intervals.Quantile80, "the intervals cross");
        Require(intervals.Scale == SeriesScale.Raw || document.Groups.All(group => group.Scale == SeriesScale.Log), "the intervals are on another scale");
        Require(!document.Recipe.Decisions.IsDefault && document.Recipe.Decisions.All(decision => decision is not null), "decisions are missing");
        Require(!document.Facts.Covariates.IsDefault && document.Facts.Covariates.All(name => name is not null) && document.Facts.Frequency.Multiple >= 1, "facts are missing");
    }

    private static void CheckGroup(GroupPipeline group, int columns, int calendarColumns)
    {
        CheckAnchor(group.Anchor, group.Window);
        Require(!group.Columns.IsDefault && group.Columns.Length == columns, "a group reads other features");
        Require(group.Columns.All(column => column.Scale > 0 && double.IsFinite(column.Scale) && double.IsFinite(column.Offset)), "a feature has no scale");
        Require(group.Columns.Count(column => column.Kind == InputColumnKind.Calendar) is int calendar && (calendar == 0 || calendar == calendarColumns), "the calendar has other features");
        Require(Enum.IsDefined(group.Scale) && group.Columns.All(column => Enum.IsDefined(column.Kind)), "there is no such scale or feature");
        Require(group.TargetScale > 0 && double.IsFinite(group.TargetScale), "the target has no scale");
        Require(group.Shrinkage is >= 0 and <= 1, "the shrinkage is out of range");
    }

    private static void CheckAnchor(Anchor anchor, int window)
    {
        Require(anchor.IsSound(), "the anchor is out of range");
        Require(window is >= 1 and <= 10_000, "the look-back is out of range");
    }

    private static void Require(bool condition, string otherwise)
    {
        if (!condition)
            throw new InvalidOperationException(otherwise);
    }
}
