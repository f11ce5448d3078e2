namespace Gatelight.Reports.Figures;

/// <summary>How the values of a heat map become colours.</summary>
public enum ColorScale
{
    /// <summary>Blue below the centre, orange above, neutral at it; the same distance either side is equally strong.</summary>
    Diverging,

    /// <summary>From faint (lowest) to strong blue (highest).</summary>
    Sequential,
}
