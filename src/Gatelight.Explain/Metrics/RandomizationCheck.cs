using System.Numerics;
using Gatelight.Models;

namespace Gatelight.Explain;

/// <summary>
/// The sanity checks of Adebayo et al. (2018, arXiv:1810.03292): a map that stays the same when the model forgets what it learned does not show what the
/// model learned (equation 232 of docs/equations.md). Weights are drawn anew from their initial distribution on a copy, layer by layer from the output back.
/// </summary>
public sealed record RandomizationCheck
{
    /// <summary>How often the weights are drawn; the similarities are means over the draws.</summary>
    public int Draws { get; init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Draws must be at least 1."); } = 3;

    /// <summary>Whether the map is looked at after every layer, or only when all layers have lost their weights, which costs less.</summary>
    public bool Cascades { get; init; } = true;

    /// <summary>The largest similarity with which the check is passed.</summary>
    public double Limit { get; init => field = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Limit must be between 0 and 1."); } = 0.7;

    /// <summary>The seed of the weights.</summary>
    public int Seed { get; init; }

    /// <summary>Checks a method on a model whose weights are drawn anew.</summary>
    /// <typeparam name="T">The element type of the model.</typeparam>
    /// <param name="method">The method.</param>
    /// <param name="question">The question.</param>
    /// <param name="input">The input <c>[T, D]</c>.</param>
    /// <param name="baseline">The baseline <c>[T, D]</c>.</param>
    /// <param name="cancellation">Checked between passes.</param>
    /// <exception cref="ExplanationException">The method cannot answer this question, or the model has no weights.</exception>
    public RandomizationReport Parameters<T>(IAttributionMethod method, ModelQuestion<T> question, ReadOnlySpan<double> input, ReadOnlySpan<double> baseline, CancellationToken cancellation = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Attribution learned = method.Explain(question, input, baseline, cancellation);
        string[] layers = [.. question.Members[0].Architecture.LayerNames().Where(layer => WeightsOf(question.Members[0], layer).Any()).Reverse()];
        if (layers.Length == 0)
            throw new ExplanationException("The model has no weights that could be drawn anew.");
        List<RandomizationStep> steps = [.. layers.Select(layer => new RandomizationStep(layer, 0, 0))];
        int passes = learned.Passes;
        for (int draw = 0; draw < Draws; draw++)
        {
            SeededRandom random = new(SeededRandom.Derive(Seed, draw));
            Model<T>[] members = [.. question.Members.Select(member => member.Clone())];
            for (int n = 0; n < layers.Length; n++)
            {
                DrawAnew(members, layers[n], random);
                if (!Cascades && n < layers.Length - 1)
                    continue;
                // The members have lost a final activation already where the question is about the score before it.
                ModelQuestion<T> forgetful = new(members, question.Steps, question.Target with { BeforeActivation = false }, question.Link, question.Input, question.Held);
                Attribution map = method.Explain(forgetful, input, baseline, cancellation);
                passes += map.Passes;
                (double signed, double sizes) = Compare(learned, map);
                steps[n] = steps[n] with { Similarity = steps[n].Similarity + signed / Draws, MagnitudeSimilarity = steps[n].MagnitudeSimilarity + sizes / Draws };
            }
        }

        return new RandomizationReport(Cascades ? steps : [steps[^1]], Limit, passes);
    }

    /// <summary>Checks a method against a second model, trained in the same way on shuffled labels.</summary>
    /// <param name="method">The method.</param>
    /// <param name="question">The question to the model that learned.</param>
    /// <param name="shuffled">The same question to the model that had nothing to learn.</param>
    /// <param name="input">The input <c>[T, D]</c>.</param>
    /// <param name="baseline">The baseline <c>[T, D]</c>.</param>
    /// <param name="cancellation">Checked between passes.</param>
    /// <exception cref="ExplanationException">The method cannot answer these questions.</exception>
    public RandomizationReport Labels(
        IAttributionMethod method, IExplainable question, IExplainable shuffled, ReadOnlySpan<double> input, ReadOnlySpan<double> baseline, CancellationToken cancellation = default)
    {
        Attribution learned = method.Explain(question, input, baseline, cancellation);
        Attribution other = method.Explain(shuffled, input, baseline, cancellation);
        (double signed, double sizes) = Compare(learned, other);
        return new RandomizationReport([new RandomizationStep("shuffled labels", signed, sizes)], Limit, learned.Passes + other.Passes);
    }

    // A map may turn over as a whole when the last layer is drawn anew, and still be the same map.
    private static (double Similarity, double Magnitudes) Compare(Attribution before, Attribution after) =>
        (Math.Abs(MapAgreement.Spearman(before.Values, after.Values)), MapAgreement.Spearman(Sizes(before.Values), Sizes(after.Values)));

    private static double[,] Sizes(double[,] values)
    {
        double[,] sizes = (double[,])values.Clone();
        for (int step = 0; step < sizes.GetLength(0); step++)
        {
            for (int feature = 0; feature < sizes.GetLength(1); feature++)
                sizes[step, feature] = Math.Abs(sizes[step, feature]);
        }

        return sizes;
    }

    private static IEnumerable<Parameter<T>> WeightsOf<T>(Model<T> model, string layer)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        model.Parameters.All.Where(parameter => parameter.Name.StartsWith($"{layer}.", StringComparison.Ordinal));

    private static void DrawAnew<T>(Model<T>[] members, string layer, SeededRandom random)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (Model<T> member in members)
        {
            foreach (Parameter<T> parameter in WeightsOf(member, layer))
                parameter.Initializer.Fill(parameter.Values, [.. parameter.Shape], random);
            member.Parameters.MarkChanged();
        }
    }
}
