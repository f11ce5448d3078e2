using Gatelight.Explain;

namespace Gatelight.Cli.Commands.Explain;

/// <summary>A text of which words can be taken away, and the classes that it may fall into.</summary>
internal sealed record RemovableWords
{
    /// <summary>The question for each class by its name.</summary>
    public required IReadOnlyList<KeyValuePair<string, IExplainable>> Classes { get; init; }

    /// <summary>The words' vectors, <c>[T, D]</c>.</summary>
    public required double[] Input { get; init; }

    /// <summary>What stands where a word is taken away, <c>[T, D]</c>.</summary>
    public required double[] Baseline { get; init; }
}
