namespace Gatelight.Explain;

/// <summary>What becomes of the relevance that falls to the biases.</summary>
public enum BiasRelevance
{
    /// <summary>The biases keep it: it is missing from the map.</summary>
    KeptByBias,

    /// <summary>It is shared out equally among the values that are summed up with the bias, so that nothing is lost.</summary>
    SharedEqually,
}
