using Gatelight.Cli.Commands.Explain;
using Gatelight.Explain;

namespace Gatelight.Cli.Explaining;

/// <summary>The parts of an input as one question: their steps one after the other, so that a feature is the same feature in all of them.</summary>
internal sealed class StackedQuestion(ExplainedInput input) : IExplainable
{
    /// <inheritdoc/>
    public int Steps => input.Parts.Sum(part => part.Question.Steps);

    /// <inheritdoc/>
    public int Features => input.Parts[0].Question.Features;

    /// <summary>The inputs of all parts.</summary>
    public double[] Input => [.. input.Parts.SelectMany(part => part.Input)];

    /// <summary>Whether all parts read the same features, so that they can be stacked.</summary>
    public static bool Fits(ExplainedInput input) => input.Parts.All(part => part.Question.Features == input.Parts[0].Question.Features);

    /// <inheritdoc/>
    public void Evaluate(ReadOnlySpan<double> inputs, Span<double> answers) => Ask(inputs, answers, []);

    /// <inheritdoc/>
    public void EvaluateGradient(ReadOnlySpan<double> inputs, Span<double> answers, Span<double> gradients) => Ask(inputs, answers, gradients);

    private void Ask(ReadOnlySpan<double> inputs, Span<double> answers, Span<double> gradients)
    {
        int size = Steps * Features, count = input.Parts.Count;
        answers.Clear();
        double[] answer = new double[1];
        for (int n = 0; n < answers.Length; n++)
        {
            int start = n * size;
            foreach (QuestionPart part in input.Parts)
            {
                ReadOnlySpan<double> own = inputs.Slice(start, part.Input.Length);
                if (gradients.IsEmpty)
                    part.Question.Evaluate(own, answer);
                else
                    part.Question.EvaluateGradient(own, answer, gradients.Slice(start, part.Input.Length));
                answers[n] += answer[0] / count;
                start += part.Input.Length;
            }
        }

        foreach (ref double gradient in gradients)
            gradient /= count;
    }
}
