namespace Gatelight.Tasks.Forecasting.Pipelines;

/// <summary>One forecast of a validation year, kept apart by group so that shrinkage can be chosen afterwards; all on the scale.</summary>
/// <param name="Step">How many steps ahead.</param>
/// <param name="Actual">What came.</param>
/// <param name="Anchors">What each group's anchor expected.</param>
/// <param name="Corrections">What each group's networks would add to it.</param>
internal readonly record struct FoldForecast(int Step, double Actual, double[] Anchors, double[] Corrections)
{
    /// <summary>The mean of the groups in the user's units, each followed as far as its shrinkage says.</summary>
    internal double Forecast(SeriesScale scale, IReadOnlyList<double> shrinkages)
    {
        double sum = 0;
        for (int group = 0; group < Anchors.Length; group++)
            sum += scale.FromScale(Anchors[group] + shrinkages[group] * Corrections[group]);
        return sum / Anchors.Length;
    }
}
