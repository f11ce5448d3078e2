namespace Gatelight.Cli.Commands.Explain;

/// <summary>An input with its question: the answer is the mean of the answers of its parts.</summary>
internal sealed record ExplainedInput
{
    /// <summary>What messages and figures call it, as in <c>1968-12</c> or <c>row 5</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its group in summaries, as a class or a season; empty where there are none.</summary>
    public string Group { get; init; } = "";

    /// <summary>The names of its steps where they are not those of the subject, as the words of another text; null for the subject's.</summary>
    public IReadOnlyList<string>? StepNames { get; init; }

    /// <summary>The parts, at least one, all with the same number of steps.</summary>
    public required IReadOnlyList<QuestionPart> Parts { get; init; }

    /// <summary>The right answer in the unit of the answer, where it is known.</summary>
    public double? Truth { get; init; }
}
