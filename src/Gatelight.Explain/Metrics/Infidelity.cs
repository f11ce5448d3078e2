namespace Gatelight.Explain;

/// <summary>
/// Infidelity (Yeh et al. 2019, arXiv:1901.09392): the mean of <c>(Σ_S A - (F(x) - F(x with S at the baseline)))²</c> over random sets S of cells, each of
/// them in S with probability one half (equations 226 and 227 of docs/equations.md).
/// </summary>
/// <remarks>This is the paper's measure for replacement by a baseline, where a contribution is the slope times the way.</remarks>
public sealed record Infidelity
{
    /// <summary>The random sets, at least 2.</summary>
    public int Samples { get; init => field = value >= 2 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Samples must be at least 2."); } = 64;

    /// <summary>The seed of the sets.</summary>
    public int Seed { get; init; }

    /// <summary>Scores a map.</summary>
    /// <param name="question">The question.</param>
    /// <param name="input">The input <c>[T, D]</c>.</param>
    /// <param name="baseline">The baseline <c>[T, D]</c>.</param>
    /// <param name="map">The map, <c>[T, D]</c> or <c>[T, 1]</c>.</param>
    /// <exception cref="ExplanationException">Input, baseline or map do not fit.</exception>
    public InfidelityScore Score(IExplainable question, ReadOnlySpan<double> input, ReadOnlySpan<double> baseline, double[,] map)
    {
        QuestionShape.Check(question, input, baseline);
        MapCells cells = new(question, map);
        double[] blank = InputPadding.Hold(question, input, baseline);
        double[] foretold = new double[Samples];
        double[] inputs = new double[(Samples + 1) * input.Length];
        input.CopyTo(inputs.AsSpan(Samples * input.Length));
        for (int sample = 0; sample < Samples; sample++)
        {
            SeededRandom random = new(SeededRandom.Derive(Seed, sample));
            Span<double> changed = inputs.AsSpan(sample * input.Length, input.Length);
            input.CopyTo(changed);
            for (int cell = 0; cell < cells.Count; cell++)
            {
                if (random.NextUniform() >= 0.5)
                    continue;
                cells.Copy(cell, blank, changed);
                foretold[sample] += cells.Values[cell];
            }
        }

        double[] answers = new double[Samples + 1];
        question.Evaluate(inputs, answers);
        double[] changes = [.. answers.Take(Samples).Select(answer => answers[^1] - answer)];
        (double value, double error) = SampleMoments.Mean([.. foretold.Zip(changes, (map, change) => (map - change) * (map - change))]);
        return new InfidelityScore(value, error, Unexplained(foretold, changes), answers.Length);
    }

    // The least squares of change = β·map leaves 1 - (Σ map·change)²/(Σ map² · Σ change²).
    private static double Unexplained(double[] foretold, double[] changes)
    {
        double change = changes.Sum(value => value * value);
        double map = foretold.Sum(value => value * value);
        double product = foretold.Zip(changes, (a, b) => a * b).Sum();
        return change == 0 ? 0 : map == 0 ? 1 : Math.Max(0, 1 - product * product / (map * change));
    }
}
