namespace Gatelight.Explain;

/// <summary>In which order the cells of a map are taken.</summary>
public enum CellOrder
{
    /// <summary>By the size of their values, largest first; for maps with and without signs.</summary>
    Magnitude,

    /// <summary>By their values, those first that moved the answer furthest the way it went from the baseline; for maps with signs.</summary>
    Signed,
}
