namespace Gatelight.Explain;

/// <summary>How large a usual change of each feature is, for noise that suits all of them.</summary>
internal static class FeatureScale
{
    /// <summary>The scale of each feature: those given, or the range over input and baseline.</summary>
    internal static double[] Of(IExplainable question, double[] input, double[] baseline, IReadOnlyList<double>? given)
    {
        if (given is not null && (given.Count != question.Features || given.Any(scale => !(double.IsFinite(scale) && scale >= 0))))
            throw new ExplanationException($"There are {given.Count} scales for {question.Features} feature(s): give one for each, finite and at least 0.");
        if (given is not null)
            return [.. given];
        double[] scales = new double[question.Features];
        double[] all = [.. input, .. baseline];
        for (int feature = 0; feature < scales.Length; feature++)
        {
            double[] values = [.. all.Where((_, n) => n % question.Features == feature)];
            scales[feature] = values.Max() - values.Min();
        }

        return scales;
    }
}
