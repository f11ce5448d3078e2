namespace Gatelight.Tasks.Classification;

/// <summary>
/// Calibration by one number (Guo et al. 2017, arXiv:1706.04599): <c>softmax(z / τ)</c>, with the τ that makes the classes of held-out examples most likely. The answer stays
/// the same, its probability becomes honest.
/// </summary>
/// <remarks>Unlike the paper, ln τ has a normal prior of standard deviation 0.5 around 0: a few held-out examples, all answered rightly, would otherwise make every answer certain.</remarks>
public static class TemperatureScaling
{
    private const double Least = 0.05, Most = 20, PriorDeviation = 0.5;
    private static readonly double Golden = (Math.Sqrt(5) - 1) / 2;

    /// <summary>Finds τ between 0.05 and 20 by golden-section search on its logarithm; the mean log-loss is unimodal in it.</summary>
    /// <param name="logits">The logits <c>[N, K]</c> of examples that were not trained on.</param>
    /// <param name="classes">K.</param>
    /// <param name="actual">The class of each example.</param>
    public static double Fit(ReadOnlySpan<float> logits, int classes, ReadOnlySpan<int> actual)
    {
        if (actual.IsEmpty)
            return 1;
        double low = Math.Log(Least), high = Math.Log(Most);
        double a = high - Golden * (high - low), b = low + Golden * (high - low);
        double atA = Loss(logits, classes, actual, Math.Exp(a)), atB = Loss(logits, classes, actual, Math.Exp(b));
        for (int n = 0; n < 60; n++)
        {
            if (atA <= atB)
            {
                (high, b, atB) = (b, a, atA);
                a = high - Golden * (high - low);
                atA = Loss(logits, classes, actual, Math.Exp(a));
            }
            else
            {
                (low, a, atA) = (a, b, atB);
                b = low + Golden * (high - low);
                atB = Loss(logits, classes, actual, Math.Exp(b));
            }
        }

        return Math.Exp((low + high) / 2);
    }

    /// <summary>The probabilities <c>softmax(z / τ)</c>, row by row.</summary>
    /// <param name="logits">The logits <c>[N, K]</c>.</param>
    /// <param name="classes">K.</param>
    /// <param name="temperature">τ, above 0.</param>
    public static double[] Probabilities(ReadOnlySpan<float> logits, int classes, double temperature)
    {
        double[] probabilities = new double[logits.Length];
        for (int start = 0; start < logits.Length; start += classes)
        {
            double largest = double.NegativeInfinity, sum = 0;
            for (int n = start; n < start + classes; n++)
                largest = Math.Max(largest, logits[n] / temperature);
            for (int n = start; n < start + classes; n++)
                sum += probabilities[n] = Math.Exp(logits[n] / temperature - largest);
            for (int n = start; n < start + classes; n++)
                probabilities[n] /= sum;
        }

        return probabilities;
    }

    private static double Loss(ReadOnlySpan<float> logits, int classes, ReadOnlySpan<int> actual, double temperature)
    {
        double total = 0;
        for (int row = 0; row < actual.Length; row++)
        {
            ReadOnlySpan<float> own = logits.Slice(row * classes, classes);
            double largest = double.NegativeInfinity, sum = 0;
            foreach (float logit in own)
                largest = Math.Max(largest, logit / temperature);
            foreach (float logit in own)
                sum += Math.Exp(logit / temperature - largest);
            total += largest + Math.Log(sum) - own[actual[row]] / temperature;
        }

        double away = Math.Log(temperature) / PriorDeviation;
        return (total + away * away / 2) / actual.Length;
    }
}
