namespace Gatelight.Reports.Figures;

/// <summary>Which value of a table's column is marked as the best.</summary>
public enum BestValue
{
    /// <summary>None is marked.</summary>
    None,

    /// <summary>The lowest, as for errors.</summary>
    Lowest,

    /// <summary>The highest, as for scores.</summary>
    Highest,
}
