using System.Globalization;

namespace Gatelight.Explain;

/// <summary>
/// Temporal integrated gradients (Enguehard 2023, arXiv:2306.02968): for each step t the gradient along the line on which that step alone moves
/// from the baseline to its value, <c>(x_t - x′_t) ⊙ ∫₀¹ ∇_t F(z(α)) dα</c> (equation 217 of docs/equations.md).
/// </summary>
/// <remarks>
/// The original cuts the sequence off behind step t. A question has a fixed length, so the later steps are here either as they were seen, and the
/// values of step t then add up to its occlusion, or at the baseline, and all values then add up to <c>F(x) - F(x′)</c>: see <see cref="Context"/>.
/// </remarks>
public sealed class TemporalIntegratedGradients : IAttributionMethod
{
    private const int MostPoints = 512;

    /// <summary>The points on each step's line to begin with; doubled while that step does not add up.</summary>
    public int Points { get; init => field = value is >= 1 and <= MostPoints ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"Points must be between 1 and {MostPoints}."); } = 16;

    /// <summary>What the other steps hold.</summary>
    public TemporalContext Context { get; init; }

    /// <summary>How the integral is taken.</summary>
    public QuadratureRule Rule { get; init; }

    /// <inheritdoc/>
    public string Name => "temporal-integrated-gradients";

    /// <inheritdoc/>
    public string Title => "Temporal integrated gradients";

    /// <inheritdoc/>
    public string Meaning => "The slope of the answer, added up while one step alone moves from the baseline to what was seen, step after step.";

    /// <inheritdoc/>
    public MethodFamily Family => MethodFamily.Gradient;

    /// <inheritdoc/>
    public bool UsesBaseline => true;

    /// <inheritdoc/>
    public Attribution Explain(IExplainable question, ReadOnlySpan<double> input, ReadOnlySpan<double> baseline, CancellationToken cancellation = default)
    {
        QuestionShape.Check(question, input, baseline);
        cancellation.ThrowIfCancellationRequested();
        double[] seen = [.. input];
        double[] blank = InputPadding.Hold(question, input, baseline);
        double[][] starts = [.. Enumerable.Range(0, question.Steps).Select(step => Mixed(question, seen, blank, step, isOwnStepSeen: false))];
        double[][] stops = [.. Enumerable.Range(0, question.Steps).Select(step => Mixed(question, seen, blank, step, isOwnStepSeen: true))];
        double[] answers = new double[2 * question.Steps + 2];
        question.Evaluate([.. starts.SelectMany(values => values), .. stops.SelectMany(values => values), .. seen, .. blank], answers);
        double[] contributions = new double[seen.Length];
        int passes = answers.Length;
        for (int step = 0; step < question.Steps; step++)
        {
            int first = step * question.Features;
            if (starts[step].AsSpan().SequenceEqual(stops[step]))
                continue;
            (double[] along, int used) = PathIntegral.Refine(
                question, (starts[step], answers[step]), (stops[step], answers[question.Steps + step]), Rule, (Points, MostPoints), cancellation);
            along.AsSpan(first, question.Features).CopyTo(contributions.AsSpan(first));
            passes += used;
        }

        return new Attribution(Name, QuestionShape.Matrix(question, contributions), answers[^2], answers[^1], IsAdditive: Context == TemporalContext.PastOnly, passes)
        {
            Settings = string.Create(CultureInfo.InvariantCulture, $"{(Context == TemporalContext.PastOnly ? "later steps at the baseline" : "other steps as seen")}, {Points} points a step to begin with"),
        };
    }

    private double[] Mixed(IExplainable question, double[] seen, double[] blank, int moving, bool isOwnStepSeen)
    {
        double[] mixed = (double[])seen.Clone();
        for (int n = 0; n < mixed.Length; n++)
        {
            int step = n / question.Features;
            if ((step == moving && !isOwnStepSeen) || (step > moving && Context == TemporalContext.PastOnly))
                mixed[n] = blank[n];
        }

        return mixed;
    }
}
