using Gatelight.Explain.Rules;

namespace Gatelight.Explain;

/// <summary>
/// DeepLIFT with the rescale rule (Shrikumar, Greenside and Kundaje 2017, arXiv:1704.02685): what the answer moved between baseline and
/// input, carried back by multipliers <c>Δoutput/Δinput</c>; gates and signals share the difference of their product,
/// <c>Δ(ab) = Δa·b̄ + Δb·ā</c> with the means over both, so that the contributions add up to <c>F(x) - F(x′)</c> exactly
/// (equations 156 to 161 of docs/equations.md).
/// </summary>
/// <remarks>Softmax and layer normalisation are taken apart into functions, sums and products, and stay complete.</remarks>
public sealed class DeepLift : IAttributionMethod
{
    /// <inheritdoc/>
    public string Name => "deeplift";

    /// <inheritdoc/>
    public string Title => "DeepLIFT";

    /// <inheritdoc/>
    public string Meaning => "What every part of the model moved when the baseline became the input, carried back to the inputs that moved it; the contributions add up to the difference of the two answers.";

    /// <inheritdoc/>
    public MethodFamily Family => MethodFamily.Rule;

    /// <inheritdoc/>
    public bool UsesBaseline => true;

    /// <inheritdoc/>
    public Attribution Explain(IExplainable question, ReadOnlySpan<double> input, ReadOnlySpan<double> baseline, CancellationToken cancellation = default)
    {
        UnrolledQuestion unrolled = UnrolledQuestion.Of(question, Title);
        QuestionShape.Check(question, input, baseline);
        double[] contributions = new double[input.Length];
        double output = 0, start = 0;
        foreach ((UnrolledModel model, UnrolledModel reference) in unrolled.Each(input.ToArray(), cancellation).Zip(unrolled.Each(InputPadding.Hold(question, input, baseline), cancellation)))
        {
            double[] moved = Moved(model, reference);
            for (int cell = 0; cell < moved.Length; cell++)
                contributions[cell] += moved[cell] / unrolled.Members;
            output += model.Output / unrolled.Members;
            start += reference.Output / unrolled.Members;
        }

        (double first, double last) = unrolled.ToUserUnits(contributions, start, output);
        return new Attribution(Name, QuestionShape.Matrix(question, contributions), last, first, IsAdditive: true, 2 * unrolled.Members);
    }

    private static double[] Moved(UnrolledModel model, UnrolledModel reference)
    {
        Tape tape = model.Tape;
        if (tape.Length != reference.Tape.Length || tape.Operations.Count != reference.Tape.Operations.Count || model.Answer != reference.Answer)
            throw new ExplanationException("DeepLIFT compares step by step, and the baseline has other steps masked than the input; give a baseline that masks the same steps.");
        double[] multipliers = tape.NewBuffer();
        double[] contributions = tape.NewBuffer();
        model.Seed(multipliers, 1, -1);
        new RescaleRules(tape.Operations, tape.Values, reference.Tape.Values).Propagate(multipliers, contributions);
        foreach (TapeVector step in model.Asked)
        {
            for (int n = step.Start; n < step.Start + step.Length; n++)
                contributions[n] += multipliers[n] * (tape.Values[n] - reference.Tape.Values[n]);
        }

        return model.AskedIn(contributions);
    }
}
