namespace Gatelight.Explain;

/// <summary>How maps are brought to [0, 1] before they are held against a known truth.</summary>
public enum SaliencyScale
{
    /// <summary>Each map from its own smallest value to its own largest, as in Dynamask.</summary>
    EachMap,

    /// <summary>All maps from the smallest value of them all to the largest.</summary>
    WholeSet,

    /// <summary>Taken as they are; they must lie in [0, 1].</summary>
    None,
}
