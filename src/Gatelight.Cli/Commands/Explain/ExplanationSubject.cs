using System.Text.Json.Nodes;
using Gatelight.Cli.Output;
using Gatelight.Explain;
using Gatelight.Reports;
using Gatelight.Reports.Figures;

namespace Gatelight.Cli.Commands.Explain;

/// <summary>
/// What is explained: one answer of one model about one input, with the words and units that a reader needs. It is all that methods, comparison,
/// counterfactuals, global views and reports know of the model.
/// </summary>
internal sealed record ExplanationSubject
{
    /// <summary>The title of a report, as in <c>sales.csv: the forecast for Dec 1968</c>.</summary>
    public required string Title { get; init; }

    /// <summary>The answer that is asked for, in words that follow "why" or "for": <c>the forecast for 1968-12</c>, <c>the class 'negative'</c>.</summary>
    public required string AskedAbout { get; init; }

    /// <summary>How the answer came about, in words that follow <see cref="AskedAbout"/> and a comma, as in <c>made after 1968-11, 1 step ahead</c>; empty for nothing.</summary>
    public string Detail { get; init; } = "";

    /// <summary>What the answer counts, as in <c>cars</c> or <c>probability</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>The input with its question.</summary>
    public required ExplainedInput Input { get; init; }

    /// <summary>What the baseline stands for, in words that follow "compared with".</summary>
    public required string BaselineDescription { get; init; }

    /// <summary>One step, as in <c>month</c>, <c>word</c> or <c>step</c>; the key of a step in JSON and CSV too.</summary>
    public string StepTitle { get; init; } = "step";

    /// <summary>The names of the steps (T): times, words, numbers.</summary>
    public required IReadOnlyList<string> StepNames { get; init; }

    /// <summary>The times of the steps, where they are times.</summary>
    public IReadOnlyList<DateTime>? Times { get; init; }

    /// <summary>The .NET format of a time.</summary>
    public string TimeFormat { get; init; } = "yyyy-MM-dd";

    /// <summary>The names of the columns of a shown map; one for text.</summary>
    public required IReadOnlyList<string> FeatureNames { get; init; }

    /// <summary>Whether the steps are the words of a text, so that they are drawn as one.</summary>
    public bool IsText { get; init; }

    /// <summary>What methods that ask again take away together; null for their own choice. <c>Players.Steps</c> for text.</summary>
    public Players? Players { get; init; }

    /// <summary>Further inputs like this one, at most as many as asked for, for methods that need a background and for what holds in general; none by default.</summary>
    public Func<int, IReadOnlyList<ExplainedInput>> Samples { get; init; } = _ => [];

    /// <summary>How a user gives more of them, for the message where there are too few.</summary>
    public string SamplesHint { get; init; } = "this kind of model has no further inputs to look at";

    /// <summary>The input in the reader's units; made when it is asked for, null where it cannot be changed number by number.</summary>
    public Func<ChangeableInput>? Changeable { get; init; }

    /// <summary>The words of a text that a counterfactual may take away; null where the model gives no class to a text.</summary>
    public Func<RemovableWords>? Removable { get; init; }

    /// <summary>A line drawn above a map over time; none by default.</summary>
    public FigureLine? Series { get; init; }

    /// <summary>The unit of <see cref="Series"/>.</summary>
    public string SeriesUnit { get; init; } = "";

    /// <summary>What the model is and how it was made, for a person.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Settings { get; init; } = [];

    /// <summary>What a reader must know first.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Facts that open the JSON document, such as the file and its rows.</summary>
    public Func<JsonObject> Document { get; init; } = () => [];

    /// <summary>Facts that every explanation of the JSON document carries, such as the time asked about.</summary>
    public Func<JsonObject> Facts { get; init; } = () => [];

    /// <summary>Lines that open the printed page.</summary>
    public Action<Page> Opening { get; init; } = _ => { };

    /// <summary>A report of the kind's own, to which the further sections are added; null for one made from the subject.</summary>
    public Func<IReadOnlyList<Attribution>, Report>? Report { get; init; }

    /// <summary>Sections of the kind's own, made when a report is; none by default.</summary>
    public Func<IReadOnlyList<ReportSection>> Sections { get; init; } = () => [];

    /// <summary>The arguments that ask the same question again, each after a space: <see cref="Reporting.CommandText.Arguments"/>, without methods and files.</summary>
    public required string Command { get; init; }
}
