using Gatelight.Reports.Figures;

namespace Gatelight.Reports.Explanations;

/// <summary>What several methods answered to one question, and how far each can be trusted.</summary>
public sealed record ComparisonInput
{
    /// <summary>What was asked about, for example "the forecast for Jan 1969" or "the class 'spam'".</summary>
    public required string AskedAbout { get; init; }

    /// <summary>Unit of the methods' values.</summary>
    public required string Unit { get; init; }

    /// <summary>Whether each map is divided by the sum of its sizes before it is drawn, since methods of different units cannot share a scale otherwise.</summary>
    public bool IsRelative { get; init; }

    /// <summary>What a row is, for example "feature".</summary>
    public string RowTitle { get; init; } = "feature";

    /// <summary>Names of the rows, one per row of every map.</summary>
    public required IReadOnlyList<string> RowNames { get; init; }

    /// <summary>What a step is, for example "month" or "token".</summary>
    public string StepTitle { get; init; } = "step";

    /// <summary>Names of the steps, one per column of every map: times or tokens.</summary>
    public required IReadOnlyList<string> StepNames { get; init; }

    /// <summary>The methods; at least one.</summary>
    public required IReadOnlyList<ComparedMethod> Methods { get; init; }

    /// <summary>The trust metrics, a column each; with none the table is left out.</summary>
    public IReadOnlyList<TableColumn> Metrics { get; init; } = [];

    /// <summary>What each metric measures and which direction is better.</summary>
    public IReadOnlyList<ReportSetting> MetricMeanings { get; init; } = [];

    /// <summary>How far each pair of methods agrees, <c>[method, method]</c>, -1 to 1; left out when null.</summary>
    public double[,]? Agreement { get; init; }

    /// <summary>How <see cref="Agreement"/> was measured, for example "rank correlation".</summary>
    public string AgreementUnit { get; init; } = "rank correlation";

    /// <summary>What follows from all this, in plain sentences.</summary>
    public IReadOnlyList<string> Verdict { get; init; } = [];
}
