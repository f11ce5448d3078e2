namespace Gatelight.Explain;

/// <summary>Which number a model answers with is asked about: one unit of one output, or the difference of two units.</summary>
/// <param name="Unit">The unit, from 0: a class, a step of a forecast.</param>
public sealed record OutputTarget(int Unit)
{
    /// <summary>A second unit whose value is taken off, for the question "why A and not B": <c>y[Unit] - y[Against]</c>; null for none.</summary>
    public int? Against { get; init; }

    /// <summary>The step, from 0, of an output that is a sequence; null for the last one.</summary>
    public int? Step { get; init; }

    /// <summary>Which output, of a model that has several.</summary>
    public int Output { get; init; }

    /// <summary>
    /// Whether the score before a final softmax, sigmoid or other activation is asked about. Scores of classes add up more plainly
    /// than probabilities, which cannot rise past 1; the difference of two scores is the logarithm of the odds.
    /// </summary>
    public bool BeforeActivation { get; init; }

    /// <summary>One unit as it is.</summary>
    /// <param name="unit">The unit.</param>
    public static implicit operator OutputTarget(int unit) => new(unit);

    /// <summary>The same as the conversion, by name.</summary>
    /// <param name="unit">The unit.</param>
    public static OutputTarget FromInt32(int unit) => new(unit);
}
