using System.Globalization;

namespace Gatelight.Explain;

/// <summary>Inputs <c>[T, D]</c> to compare with, by name: the same fillers that stand in for single values, for a whole input.</summary>
public static class Baselines
{
    /// <summary>A baseline for an input.</summary>
    /// <param name="filler">
    /// How it is made: <see cref="Filler.LastValue"/> holds the first step to the end, <see cref="Filler.Interpolation"/> draws a straight
    /// line from the first step to the last, <see cref="Filler.Draws"/> takes one sample of the background; a
    /// <see cref="Filler.Baseline"/> has to be given and cannot be made.
    /// </param>
    /// <param name="input">The input <c>[T, D]</c>.</param>
    /// <param name="features">D.</param>
    /// <param name="background">Samples <c>[T, D]</c>, for the fillers that ask for them.</param>
    /// <param name="padValue">The number of <see cref="Filler.Pad"/>.</param>
    /// <param name="seed">The seed of a draw.</param>
    /// <exception cref="ExplanationException">There is no background where one is needed, or it does not fit; the message says where.</exception>
    public static double[] Make(Filler filler, ReadOnlySpan<double> input, int features, IReadOnlyList<double[]>? background = null, double padValue = 0, int seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(features);
        if (input.Length == 0 || input.Length % features != 0)
            throw new ExplanationException($"An input [T, {features}] cannot have {input.Length} values.");
        double[] baseline = new double[input.Length];
        int last = input.Length - features;
        switch (filler)
        {
            case Filler.Zero:
                break;
            case Filler.Pad:
                Array.Fill(baseline, padValue);
                break;
            case Filler.Mean:
                return Mean(Checked(filler, background, input.Length));
            case Filler.Draws:
                return [.. Draw(Checked(filler, background, input.Length), 1, seed)[0]];
            case Filler.LastValue or Filler.Interpolation:
                for (int n = 0; n < baseline.Length; n++)
                {
                    double slope = filler == Filler.LastValue || last == 0 ? 0 : (input[last + n % features] - input[n % features]) * features / last;
                    baseline[n] = input[n % features] + n / features * slope;
                }

                break;
            default:
                throw new ExplanationException($"The filler {filler} takes a baseline that is given and makes none; choose Zero, Pad, Mean, Draws, LastValue or Interpolation.");
        }

        return baseline;
    }

    /// <summary>The mean of every cell.</summary>
    internal static double[] Mean(IReadOnlyList<double[]> background)
    {
        double[] mean = new double[background[0].Length];
        foreach (double[] sample in background)
        {
            for (int n = 0; n < mean.Length; n++)
                mean[n] += sample[n] / background.Count;
        }

        return mean;
    }

    /// <summary>Some samples, none twice; all where there are no more.</summary>
    internal static double[][] Draw(IReadOnlyList<double[]> background, int count, int seed)
    {
        if (background.Count <= count)
            return [.. background];
        int[] order = [.. Enumerable.Range(0, background.Count)];
        new SeededRandom(SeededRandom.Derive(seed, 0)).Shuffle<int>(order);
        return [.. order.Take(count).Order().Select(n => background[n])];
    }

    /// <summary>The background, or a line that says what is wrong with it.</summary>
    internal static IReadOnlyList<double[]> Checked(Filler filler, IReadOnlyList<double[]>? background, int size)
    {
        if (background is null || background.Count == 0)
            throw new ExplanationException($"The filler {filler} needs a background sample; give some inputs of the training data as Background.");
        for (int sample = 0; sample < background.Count; sample++)
        {
            if (background[sample].Length != size)
                throw new ExplanationException($"Sample {sample} of the background has {background[sample].Length} values; an input has {size}.");
            int broken = Array.FindIndex(background[sample], value => !double.IsFinite(value));
            if (broken >= 0)
                throw new ExplanationException(string.Create(CultureInfo.InvariantCulture, $"Sample {sample} of the background holds {background[sample][broken]} at value {broken}; every value must be a finite number."));
        }

        return background;
    }
}
