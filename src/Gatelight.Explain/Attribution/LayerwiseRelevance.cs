using System.Globalization;
using Gatelight.Explain.Rules;

namespace Gatelight.Explain;

/// <summary>
/// Layer-wise relevance propagation (Bach et al. 2015; for LSTMs Arras, Montavon, Müller and Samek 2017, arXiv:1706.07206, and
/// Arras et al. 2019, arXiv:1909.12114): the answer is handed back through the model, each sum sharing its relevance out in
/// proportion to its terms, <c>Rᵢ = Σⱼ wⱼᵢxᵢ/(zⱼ + εⱼ·sign zⱼ)·Rⱼ</c> (equations 151 to 155 of docs/equations.md).
/// </summary>
/// <remarks>Weights of attention are gates. A final softmax or sigmoid passes relevance on as it is; better ask for the score with
/// <see cref="OutputTarget.BeforeActivation"/>.</remarks>
public sealed class LayerwiseRelevance : IAttributionMethod
{
    /// <summary>How gate and signal share.</summary>
    public RelevanceProductRule ProductRule { get; init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "There is no such rule."); }

    /// <summary>What becomes of the relevance of the biases.</summary>
    public BiasRelevance Bias { get; init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "There is no such choice."); }

    /// <summary>
    /// The stabiliser as a share, in [0, 1]: <c>εⱼ</c> is this times the mean magnitude of the sums that are computed together (the
    /// pre-activations of a step, the units of a layer). What it holds back goes the way of the bias.
    /// </summary>
    public double Epsilon { get; init => field = value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Epsilon must be between 0 and 1."); } = 1e-3;

    /// <inheritdoc/>
    public string Name => ProductRule switch
    {
        RelevanceProductRule.Half => "lrp-half",
        RelevanceProductRule.Proportional => "lrp-proportional",
        _ => "lrp",
    };

    /// <inheritdoc/>
    public string Title => ProductRule switch
    {
        RelevanceProductRule.Half => "Layer-wise relevance (half to the gates)",
        RelevanceProductRule.Proportional => "Layer-wise relevance (in proportion)",
        _ => "Layer-wise relevance",
    };

    /// <inheritdoc/>
    public string Meaning => Bias == BiasRelevance.SharedEqually
        ? "The answer handed back through the model, every sum sharing out in proportion to its terms; the contributions add up to the answer."
        : "The answer handed back through the model, every sum sharing out in proportion to its terms; what the biases brought is left out.";

    /// <inheritdoc/>
    public MethodFamily Family => MethodFamily.Rule;

    /// <inheritdoc/>
    public bool UsesBaseline => false;

    /// <inheritdoc/>
    public Attribution Explain(IExplainable question, ReadOnlySpan<double> input, ReadOnlySpan<double> baseline, CancellationToken cancellation = default)
    {
        UnrolledQuestion unrolled = UnrolledQuestion.Of(question, Title);
        QuestionShape.Check(question, input, "input");
        double[] contributions = new double[input.Length];
        double output = 0, held = 0;
        RelevanceRules rules = new(Epsilon, Bias, ProductRule);
        foreach (UnrolledModel member in unrolled.Each(input.ToArray(), cancellation))
        {
            double[] relevance = member.Tape.NewBuffer();
            if (member.Answer is { } answer)
            {
                Span<double> units = answer.Of(member.Tape.Values);
                member.Seed(relevance, units[member.Target.Unit], member.Target.Against is { } other ? -units[other] : 0);
            }

            rules.Propagate(member.Tape, relevance);
            double[] asked = member.AskedIn(relevance);
            for (int n = 0; n < asked.Length; n++)
                contributions[n] += asked[n] / unrolled.Members;
            foreach (TapeVector step in member.Held)
                held += step.Of(relevance).ToArray().Sum() / unrolled.Members;
            output += member.Output / unrolled.Members;
        }

        (double start, double prediction) = unrolled.ToUserUnits(contributions, held, output);
        return new Attribution(Name, QuestionShape.Matrix(question, contributions), prediction, start, Bias == BiasRelevance.SharedEqually, unrolled.Members)
        {
            Settings = string.Create(CultureInfo.InvariantCulture, $"epsilon {Epsilon}, bias {(Bias == BiasRelevance.SharedEqually ? "shared" : "kept")}"),
        };
    }
}
