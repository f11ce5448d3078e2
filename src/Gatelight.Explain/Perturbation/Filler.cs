namespace Gatelight.Explain;

/// <summary>What stands in for a value that is taken away.</summary>
public enum Filler
{
    /// <summary>The value of the baseline that the method is given.</summary>
    Baseline,

    /// <summary>0.</summary>
    Zero,

    /// <summary>The mean of that cell over a background sample.</summary>
    Mean,

    /// <summary>That cell of several samples drawn from a background sample; the answers are averaged.</summary>
    Draws,

    /// <summary>The last value of that feature that is still there, carried on; before the first one, the first one; with none left, the baseline.</summary>
    LastValue,

    /// <summary>A straight line between the neighbours in time that are still there; beyond the first and last, those; with none left, the baseline.</summary>
    Interpolation,

    /// <summary>One number, as sequences are padded with.</summary>
    Pad,
}
