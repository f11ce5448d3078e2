namespace Gatelight.Tasks.Forecasting;

/// <summary>The scale on which a series is modelled.</summary>
public enum SeriesScale
{
    /// <summary>As it is: seasons and errors of a constant size.</summary>
    Raw,

    /// <summary>Its natural logarithm: seasons and errors that grow with the level; for values above 0 alone.</summary>
    Log,
}
