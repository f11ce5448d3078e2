namespace Gatelight.Tasks.Forecasting.Pipelines;

internal static class ScaleMath
{
    /// <summary>A value on the scale.</summary>
    internal static double ToScale(this SeriesScale scale, double value) => scale == SeriesScale.Log ? Math.Log(value) : value;

    /// <summary>A value back in the user's units.</summary>
    internal static double FromScale(this SeriesScale scale, double value) => scale == SeriesScale.Log ? Math.Exp(value) : value;
}
