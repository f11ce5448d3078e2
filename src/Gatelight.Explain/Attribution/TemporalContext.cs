namespace Gatelight.Explain;

/// <summary>What the other steps hold while one step moves from the baseline to its value.</summary>
public enum TemporalContext
{
    /// <summary>All other steps are as they were seen.</summary>
    WholeSequence,

    /// <summary>Earlier steps are as they were seen, later ones at the baseline: what the step added when it came.</summary>
    PastOnly,
}
