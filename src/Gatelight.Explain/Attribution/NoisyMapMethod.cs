using System.Globalization;

namespace Gatelight.Explain;

/// <summary>A method that asks another one at noisy copies <c>x + ε</c> of the input, <c>ε ~ N(0, σ²)</c>, and sums its maps up cell by cell.</summary>
public abstract class NoisyMapMethod : IAttributionMethod
{
    private protected NoisyMapMethod()
    {
    }

    /// <summary>The method asked at every noisy copy of the input; the signed gradient by default.</summary>
    public IAttributionMethod Inner { get; init; } = new Saliency { KeepsSign = true };

    /// <summary>The noisy copies, at least 2.</summary>
    public int Samples { get; init => field = value >= 2 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Samples must be at least 2."); } = 50;

    /// <summary>The standard deviation of the noise as a share of each feature's scale, above 0; the paper of SmoothGrad finds 0.1 to 0.2 good.</summary>
    public double Noise { get; init => field = value > 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Noise must be above 0."); } = 0.15;

    /// <summary>The scale of each feature, as its standard deviation in the data; null for its range over the input and the baseline.</summary>
    public IReadOnlyList<double>? FeatureScales { get; init; }

    /// <summary>The seed of the noise.</summary>
    public int Seed { get; init; }

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract string Title { get; }

    /// <inheritdoc/>
    public abstract string Meaning { get; }

    /// <inheritdoc/>
    public MethodFamily Family => MethodFamily.Gradient;

    /// <inheritdoc/>
    public bool UsesBaseline => Inner.UsesBaseline;

    /// <inheritdoc/>
    public Attribution Explain(IExplainable question, ReadOnlySpan<double> input, ReadOnlySpan<double> baseline, CancellationToken cancellation = default)
    {
        Endpoints ends = Endpoints.Ask(question, input, baseline, Inner.UsesBaseline);
        Attribution[] maps = Draw(question, [.. input], [.. baseline], cancellation);
        double[,] values = (double[,])maps[0].Values.Clone();
        double[,] errors = new double[values.GetLength(0), values.GetLength(1)];
        for (int step = 0; step < values.GetLength(0); step++)
        {
            for (int feature = 0; feature < values.GetLength(1); feature++)
                (values[step, feature], errors[step, feature]) = SumUp([.. maps.Select(map => map.Values[step, feature])]);
        }

        return new Attribution(Name, values, ends.Prediction, ends.Baseline, IsAdditive: false, ends.Passes + maps.Sum(map => map.Passes))
        {
            StandardErrors = errors,
            Seed = Seed,
            Settings = string.Create(CultureInfo.InvariantCulture, $"{Inner.Name}, samples {Samples}, noise {Noise} of each feature's scale"),
            Warnings = [.. maps.SelectMany(map => map.Warnings).Distinct(StringComparer.Ordinal)],
        };
    }

    /// <summary>What becomes of the values that a cell has in the maps, with its standard error.</summary>
    private protected abstract (double Value, double StandardError) SumUp(double[] draws);

    private Attribution[] Draw(IExplainable question, double[] input, double[] baseline, CancellationToken cancellation)
    {
        double[] deviations = [.. FeatureScale.Of(question, input, baseline, FeatureScales).Select(scale => Noise * scale)];
        InputPadding? padding = InputPadding.Of(question, input);
        Attribution[] maps = new Attribution[Samples];
        double[] noisy = new double[input.Length];
        for (int sample = 0; sample < maps.Length; sample++)
        {
            cancellation.ThrowIfCancellationRequested();
            SeededRandom random = new(SeededRandom.Derive(Seed, sample));
            for (int n = 0; n < noisy.Length; n++)
                noisy[n] = input[n] + deviations[n % deviations.Length] * random.NextNormal();
            padding?.Restore(input, noisy);
            maps[sample] = Inner.Explain(question, noisy, baseline, cancellation);
        }

        return maps;
    }
}
