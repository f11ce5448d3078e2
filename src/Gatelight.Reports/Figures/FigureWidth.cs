namespace Gatelight.Reports.Figures;

/// <summary>Share of the page's width that a figure asks for; narrow screens give every figure the whole.</summary>
public enum FigureWidth
{
    /// <summary>The whole width.</summary>
    Full,

    /// <summary>Half the width: two such figures stand side by side.</summary>
    Half,
}
