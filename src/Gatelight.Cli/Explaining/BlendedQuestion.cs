using Gatelight.Cli.Commands.Explain;
using Gatelight.Explain;

namespace Gatelight.Cli.Explaining;

/// <summary>
/// The answer while the input is blended with its baseline, cell by cell and in all parts at once: <c>F(z) = meanₚ Fₚ(bₚ + z ⊙ (xₚ - bₚ))</c>. All ones is the input, all
/// zeros the baseline; so measures of faithfulness take away what a map shows as one cell, whatever the parts read for it.
/// </summary>
internal sealed class BlendedQuestion : IExplainable
{
    /// <summary>Makes the question of an input.</summary>
    /// <param name="input">The input.</param>
    /// <param name="columns">The columns of a shown map: a cell for each, or one for all features of a step.</param>
    public BlendedQuestion(ExplainedInput input, int columns)
    {
        Asked = input;
        Steps = input.Parts[0].Question.Steps;
        Features = input.Parts.All(part => part.Question.Features == columns) ? columns : 1;
    }

    /// <summary>The input that is blended.</summary>
    public ExplainedInput Asked { get; }

    /// <inheritdoc/>
    public int Steps { get; }

    /// <inheritdoc/>
    public int Features { get; }

    /// <summary>All ones.</summary>
    public double[] Input => [.. Enumerable.Repeat(1.0, Steps * Features)];

    /// <summary>All zeros.</summary>
    public double[] Baseline => new double[Steps * Features];

    /// <inheritdoc/>
    public void Evaluate(ReadOnlySpan<double> inputs, Span<double> answers)
    {
        answers.Clear();
        double[] part = new double[answers.Length];
        for (int p = 0; p < Asked.Parts.Count; p++)
        {
            Asked.Parts[p].Question.Evaluate(Blend(p, inputs), part);
            for (int n = 0; n < part.Length; n++)
                answers[n] += part[n] / Asked.Parts.Count;
        }
    }

    /// <inheritdoc/>
    public void EvaluateGradient(ReadOnlySpan<double> inputs, Span<double> answers, Span<double> gradients)
    {
        answers.Clear();
        gradients.Clear();
        double[] part = new double[answers.Length];
        for (int p = 0; p < Asked.Parts.Count; p++)
        {
            QuestionPart asked = Asked.Parts[p];
            double[] mixed = Blend(p, inputs), slopes = new double[mixed.Length];
            asked.Question.EvaluateGradient(mixed, part, slopes);
            for (int n = 0; n < part.Length; n++)
                answers[n] += part[n] / Asked.Parts.Count;
            int size = asked.Input.Length, width = size / (Steps * Features);
            for (int n = 0; n < slopes.Length; n++)
                gradients[n / width] += slopes[n] * (asked.Input[n % size] - asked.Baseline[n % size]) / Asked.Parts.Count;
        }
    }

    /// <summary>The inputs of a part for blends <c>[N, T, D]</c>.</summary>
    public double[] Blend(int part, ReadOnlySpan<double> inputs)
    {
        QuestionPart asked = Asked.Parts[part];
        int size = asked.Input.Length, width = size / (Steps * Features);
        double[] mixed = new double[inputs.Length * width];
        for (int n = 0; n < mixed.Length; n++)
        {
            double share = inputs[n / width];
            // What is there or not there is there or not there to the last bit.
            mixed[n] = share == 1 ? asked.Input[n % size] : share == 0 ? asked.Baseline[n % size] : asked.Baseline[n % size] + share * (asked.Input[n % size] - asked.Baseline[n % size]);
        }

        return mixed;
    }
}
