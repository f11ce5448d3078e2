using Gatelight.Explain;

namespace Gatelight.Cli.Commands.Explain;

/// <summary>The input in the reader's own units, for what changes it: what-if curves and counterfactuals.</summary>
internal sealed record ChangeableInput
{
    /// <summary>The answer as a function of the input.</summary>
    public required IExplainable Question { get; init; }

    /// <summary>The input <c>[T, D]</c>.</summary>
    public required double[] Input { get; init; }

    /// <summary>The names of its steps (T).</summary>
    public required IReadOnlyList<string> StepNames { get; init; }

    /// <summary>The names of its features (D).</summary>
    public required IReadOnlyList<string> FeatureNames { get; init; }

    /// <summary>What its values count; empty where they have no unit.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Inputs of the same kind <c>[T, D]</c>: they say what is plausible.</summary>
    public IReadOnlyList<double[]> Background { get; init; } = [];

    /// <summary>The features that cannot change, as a calendar.</summary>
    public IReadOnlyList<int> FixedFeatures { get; init; } = [];

    /// <summary>The classes by name with the question for each, whose largest answer decides; empty for a model that answers with a number.</summary>
    public IReadOnlyList<KeyValuePair<string, IExplainable>> Classes { get; init; } = [];
}
