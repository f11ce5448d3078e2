namespace Gatelight.Recipes.Explanations;

/// <summary>
/// AUP and AUR (Crabbé and van der Schaar 2021, arXiv:2106.05303): the areas under precision and under recall of the values that count, over the
/// threshold above which a value of the map is taken to count, from 0 to 1.
/// </summary>
/// <param name="Precision">AUP.</param>
/// <param name="Recall">AUR.</param>
public sealed record ThresholdAreas(double Precision, double Recall)
{
    /// <summary>Scores maps that lie between 0 and 1; between two values of the map both curves are taken to be straight.</summary>
    /// <param name="map">The maps of any number of inputs behind each other.</param>
    /// <param name="counts">Which values count; at least one.</param>
    public static ThresholdAreas Of(ReadOnlySpan<double> map, ReadOnlySpan<bool> counts)
    {
        double[] values = map.ToArray();
        bool[] truths = counts.ToArray();
        Array.Sort(values, truths);
        int positives = truths.Count(truth => truth);
        int found = positives;
        double precisionArea = 0;
        double recallArea = 0;
        double lastThreshold = 0;
        double lastPrecision = 0;
        double lastRecall = 0;
        for (int n = 0; n < values.Length;)
        {
            double precision = (double)found / (values.Length - n);
            double recall = (double)found / positives;
            if (n > 0)
            {
                precisionArea += (values[n] - lastThreshold) * (precision + lastPrecision) / 2;
                recallArea += (values[n] - lastThreshold) * (recall + lastRecall) / 2;
            }

            (lastThreshold, lastPrecision, lastRecall) = (values[n], precision, recall);
            for (int same = n; n < values.Length && values[n] == values[same]; n++)
                found -= truths[n] ? 1 : 0;
        }

        return new ThresholdAreas(precisionArea, recallArea);
    }
}
