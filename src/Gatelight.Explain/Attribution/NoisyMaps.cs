namespace Gatelight.Explain;

/// <summary>The maps of an inner method around an input: the same question asked with noise on every value.</summary>
internal static class NoisyMaps
{
    /// <summary>One map for each noisy copy of the input; Share is the noise's standard deviation as a part of each feature's scale.</summary>
    internal static Attribution[] Draw(
        IAttributionMethod inner, IExplainable question, double[] input, double[] baseline, (int Samples, double Share, IReadOnlyList<double>? Scales, int Seed) options, CancellationToken cancellation)
    {
        double[] deviations = [.. Scales(question, input, baseline, options.Scales).Select(scale => options.Share * scale)];
        Attribution[] maps = new Attribution[options.Samples];
        double[] noisy = new double[input.Length];
        for (int sample = 0; sample < maps.Length; sample++)
        {
            cancellation.ThrowIfCancellationRequested();
            SeededRandom random = new(SeededRandom.Derive(options.Seed, sample));
            for (int n = 0; n < noisy.Length; n++)
                noisy[n] = input[n] + deviations[n % deviations.Length] * random.NextNormal();
            maps[sample] = inner.Explain(question, noisy, baseline, cancellation);
        }

        return maps;
    }

    /// <summary>The scale of each feature: those given, or the range over input and baseline.</summary>
    internal static double[] Scales(IExplainable question, double[] input, double[] baseline, IReadOnlyList<double>? given)
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

    internal static string Settings(IAttributionMethod inner, int samples, double share) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{inner.Name}, samples {samples}, noise {share} of each feature's scale");

    internal static IReadOnlyList<string> Warnings(Attribution[] maps) => [.. maps.SelectMany(map => map.Warnings).Distinct(StringComparer.Ordinal)];
}
