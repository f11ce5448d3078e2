namespace Gatelight.Reports.Figures;

/// <summary>What a line stands for; it decides colour and dash, so that the same thing looks the same in every figure.</summary>
public enum LineRole
{
    /// <summary>Values that were observed.</summary>
    Actual,

    /// <summary>Values that the model forecasts.</summary>
    Forecast,

    /// <summary>One of several named alternatives, such as baselines or gates: each gets the next colour and dash.</summary>
    Category,

    /// <summary>One of an ordered family, such as successive forecast origins: colours run from faint (first) to strong (last).</summary>
    Ordered,
}
