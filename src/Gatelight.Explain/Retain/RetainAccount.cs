using System.Numerics;
using Gatelight.Models;

namespace Gatelight.Explain;

/// <summary>
/// The terms of which a RETAIN model's answer is the sum (Choi et al. 2016, arXiv:1608.05745; equation 256 of docs/equations.md):
/// value k of step t adds <c>αₜ·w·(βₜ ⊙ W₍:,k₎)·xₜₖ</c> to the bias.
/// </summary>
/// <remarks>
/// Exact, for the attention that this input received: another input is weighed otherwise, which is why the terms need not be what an
/// answer loses when a value is taken away. An answer behind an activation is not a sum: ask for <see cref="OutputTarget.BeforeActivation"/>.
/// </remarks>
public static class RetainAccount
{
    /// <summary>The account's name, as in <see cref="Attribution.Method"/>.</summary>
    public const string Name = "retain";

    /// <summary>Reads the terms off a model of <see cref="RetainModel"/>, or the mean of them over an ensemble; the account starts from the bias and ends at the answer.</summary>
    /// <typeparam name="T">The element type of the model.</typeparam>
    /// <param name="question">Which answer; a link other than the identity is followed along its chord.</param>
    /// <param name="input">The input <c>[T, D]</c>.</param>
    /// <exception cref="ExplanationException">The model is not a RETAIN model, or its answer is behind an activation; the message says which.</exception>
    public static Attribution Of<T>(ModelQuestion<T> question, ReadOnlySpan<double> input)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        QuestionShape.Check(question, input, "input");
        double[,] terms = new double[question.Steps, question.Features];
        double output = 0;
        double bias = 0;
        foreach (Model<T> member in question.Members)
        {
            RetainLayers<T> layers = RetainLayers<T>.Find(member, question.Target);
            (double score, double start) = layers.AddTerms(input, question.Target, 1.0 / question.Members.Count, terms);
            output += score / question.Members.Count;
            bias += start / question.Members.Count;
        }

        double answer = question.Link.Value(output);
        double first = question.Link.Value(bias);
        double chord = output == bias ? question.Link.Slope(output) : (answer - first) / (output - bias);
        for (int step = 0; step < question.Steps; step++)
        {
            for (int feature = 0; feature < question.Features; feature++)
                terms[step, feature] *= chord;
        }

        return new Attribution(Name, terms, answer, first, IsAdditive: true, question.Members.Count);
    }
}
