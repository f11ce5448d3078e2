using Gatelight.Reports.Figures;

namespace Gatelight.Reports.Explanations;

/// <summary>One answer of a model and what several methods say of it, as plain values in the reader's units.</summary>
public sealed record AnswerInput
{
    /// <summary>What was asked about, for example "the forecast for Jan 1969" or "the class 'spam'".</summary>
    public required string AskedAbout { get; init; }

    /// <summary>Unit of the answer and of the values.</summary>
    public required string Unit { get; init; }

    /// <summary>What a row is, for example "feature".</summary>
    public string RowTitle { get; init; } = "feature";

    /// <summary>What a step is, for example "month" or "word".</summary>
    public string StepTitle { get; init; } = "step";

    /// <summary>Names of the steps, one per column of every map: times, words, numbers.</summary>
    public required IReadOnlyList<string> StepNames { get; init; }

    /// <summary>Times of the steps, increasing; null where they are no times.</summary>
    public IReadOnlyList<DateTime>? Times { get; init; }

    /// <summary>.NET format in which times are written.</summary>
    public string TimeFormat { get; init; } = "yyyy-MM-dd";

    /// <summary>Whether the steps are the words of a text, to be drawn as one.</summary>
    public bool IsText { get; init; }

    /// <summary>A line drawn above every map over time; none when null.</summary>
    public FigureLine? Series { get; init; }

    /// <summary>Unit of <see cref="Series"/>.</summary>
    public string SeriesUnit { get; init; } = "";

    /// <summary>The maps; at least one.</summary>
    public required IReadOnlyList<AnswerMap> Maps { get; init; }
}
