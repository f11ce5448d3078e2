namespace Gatelight.Explain;

/// <summary>
/// Partial dependence (Friedman 2001, Annals of Statistics 29:1189) and what-if curves, or individual conditional expectation (Goldstein et al. 2015,
/// arXiv:1309.6392): the answer while one value, or one feature at every step, takes the values of an axis (equation 240 of docs/equations.md).
/// </summary>
/// <remarks>The other values stay as they are, even where no such input could occur.</remarks>
public sealed record PartialDependence
{
    /// <summary>The feature that changes.</summary>
    public int Feature { get; init; }

    /// <summary>The step at which it changes; null for every step.</summary>
    public int? Step { get; init; }

    /// <summary>How it changes.</summary>
    public WhatIfChange Change { get; init; }

    /// <summary>The curve over an axis of equally spaced values, from the least of the feature's values in the inputs to the largest.</summary>
    /// <param name="question">The question.</param>
    /// <param name="inputs">The inputs <c>[T, D]</c>, at least one.</param>
    /// <param name="points">The values on the axis, at least 2.</param>
    /// <param name="cancellation">Checked between inputs.</param>
    /// <exception cref="ExplanationException">An input does not fit, or there is no such feature or step.</exception>
    public DependenceCurve Over(IExplainable question, IReadOnlyList<double[]> inputs, int points = 21, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 2);
        Check(question, inputs);
        double[] seen = [.. inputs.SelectMany(input => input.Where((_, n) => n % question.Features == Feature && (Step is null || n / question.Features == Step)))];
        double shift = Change == WhatIfChange.Add ? seen.Average() : 0;
        double least = seen.Min() - shift;
        double most = seen.Max() - shift;
        return Over(question, inputs, [.. Enumerable.Range(0, points).Select(n => least + (most - least) * n / (points - 1))], cancellation);
    }

    /// <summary>The curve over given values.</summary>
    /// <param name="question">The question.</param>
    /// <param name="inputs">The inputs <c>[T, D]</c>, at least one.</param>
    /// <param name="axis">The values to try.</param>
    /// <param name="cancellation">Checked between inputs.</param>
    /// <exception cref="ExplanationException">An input does not fit, or there is no such feature or step.</exception>
    public DependenceCurve Over(IExplainable question, IReadOnlyList<double[]> inputs, IReadOnlyList<double> axis, CancellationToken cancellation = default)
    {
        Check(question, inputs);
        double[,] individual = new double[inputs.Count, axis.Count];
        double[] answers = new double[axis.Count];
        for (int n = 0; n < inputs.Count; n++)
        {
            cancellation.ThrowIfCancellationRequested();
            question.Evaluate([.. axis.SelectMany(value => Changed(question, inputs[n], value))], answers);
            for (int point = 0; point < answers.Length; point++)
                individual[n, point] = answers[point];
        }

        (double Value, double StandardError)[] means =
            [.. Enumerable.Range(0, axis.Count).Select(point => SampleMoments.Mean([.. Enumerable.Range(0, inputs.Count).Select(n => individual[n, point])]))];
        return new DependenceCurve([.. axis], individual, [.. means.Select(mean => mean.Value)], [.. means.Select(mean => mean.StandardError)]);
    }

    private void Check(IExplainable question, IReadOnlyList<double[]> inputs)
    {
        if (inputs.Count == 0)
            throw new ExplanationException("A dependence needs at least one input.");
        foreach (double[] input in inputs)
            QuestionShape.Check(question, input, "input");
        if ((uint)Feature >= (uint)question.Features || (Step is { } step && (uint)step >= (uint)question.Steps))
            throw new ExplanationException($"The input is [{question.Steps}, {question.Features}]; it has no feature {Feature}{(Step is { } at ? $" at step {at}" : string.Empty)}.");
    }

    private double[] Changed(IExplainable question, double[] input, double value)
    {
        double[] changed = (double[])input.Clone();
        InputPadding? padding = InputPadding.Of(question, input);
        for (int step = Step ?? 0; step <= (Step ?? question.Steps - 1); step++)
        {
            int cell = step * question.Features + Feature;
            if (padding?.Has(cell) == true)
                continue;
            changed[cell] = Change == WhatIfChange.Add ? changed[cell] + value : value;
        }

        return changed;
    }
}
