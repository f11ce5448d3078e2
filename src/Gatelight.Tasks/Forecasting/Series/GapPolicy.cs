namespace Gatelight.Tasks.Forecasting.Series;

/// <summary>What to do about stamps that the frequency asks for and the rows do not have. Whatever is chosen, the gaps are listed in <see cref="TimeSeries.Gaps"/>.</summary>
public enum GapPolicy
{
    /// <summary>
    /// Fill by a straight line between the neighbours, if at most 5 % of all stamps are missing and at most 5 in a row;
    /// more are refused. The default.
    /// </summary>
    Interpolate,

    /// <summary>Refuse a series with gaps.</summary>
    Refuse,

    /// <summary>Leave the rows as they are: steps are then counted by rows, not by time.</summary>
    Report,
}
