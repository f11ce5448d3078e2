using System.Numerics;
using Gatelight.Models;

namespace Gatelight.Explain;

/// <summary>
/// Asks for one output of a model, or for the mean of that output over the members of an ensemble, in the user's units:
/// <c>F(x) = link(meanₘ yₘ(x)[output])</c>. Works on copies, so that the models' buffers and weights stay as they are.
/// </summary>
/// <typeparam name="T">The element type of the models.</typeparam>
public sealed class ModelQuestion<T> : IExplainable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int LargestBatch = 256;
    private readonly Model<T>[] _members;

    /// <summary>Asks a question.</summary>
    /// <param name="members">One model, or the members of an ensemble; all read the same input and answer with a vector.</param>
    /// <param name="steps">T, the steps of the input.</param>
    /// <param name="output">Which output.</param>
    /// <param name="link">The way to the user's units; null for the output as it is.</param>
    /// <exception cref="ExplanationException">There is no such output, or the models do not answer with a vector.</exception>
    public ModelQuestion(IReadOnlyList<Model<T>> members, int steps, int output, OutputLink? link = null)
    {
        if (members.Count == 0)
            throw new ExplanationException("There is no model to explain.");
        Model<T> first = members[0];
        if (first.Architecture.Inputs.Count != 1 || !first.Architecture.Inputs[0].IsSequence || first.OutputShape.IsSequence)
            throw new ExplanationException("This question needs a model that reads one sequence and answers with a vector.");
        if (members.Any(member => member.OutputShape != first.OutputShape || member.Architecture.Inputs[0] != first.Architecture.Inputs[0]))
            throw new ExplanationException("The members of an ensemble must read and answer the same shapes.");
        if ((uint)output >= (uint)first.OutputShape.Width)
            throw new ExplanationException($"The model has outputs 0 to {first.OutputShape.Width - 1}; output {output} does not exist.");
        if (steps < 1)
            throw new ExplanationException($"An input needs at least one step, not {steps}.");
        _members = [.. members.Select(member => member.Clone())];
        Steps = steps;
        Output = output;
        Link = link ?? OutputLink.Identity;
    }

    /// <inheritdoc/>
    public int Steps { get; }

    /// <inheritdoc/>
    public int Features => _members[0].Architecture.Inputs[0].Width;

    /// <summary>Which output is asked for.</summary>
    public int Output { get; }

    /// <summary>The way to the user's units.</summary>
    public OutputLink Link { get; }

    internal IReadOnlyList<Model<T>> Members => _members;

    /// <inheritdoc/>
    public void Evaluate(ReadOnlySpan<double> inputs, Span<double> answers) => Ask(inputs, answers, []);

    /// <inheritdoc/>
    public void EvaluateGradient(ReadOnlySpan<double> inputs, Span<double> answers, Span<double> gradients)
    {
        if (gradients.Length != inputs.Length)
            throw new ArgumentException($"{inputs.Length} inputs need {inputs.Length} gradients, not {gradients.Length}.", nameof(gradients));
        gradients.Clear();
        Ask(inputs, answers, gradients);
    }

    private void Ask(ReadOnlySpan<double> inputs, Span<double> answers, Span<double> gradients)
    {
        int size = Steps * Features;
        if (inputs.Length != (long)answers.Length * size)
            throw new ArgumentException($"{answers.Length} inputs [{Steps}, {Features}] have {(long)answers.Length * size} values, not {inputs.Length}.", nameof(inputs));
        for (int start = 0; start < answers.Length; start += LargestBatch)
        {
            int count = Math.Min(LargestBatch, answers.Length - start);
            AskBatch(inputs.Slice(start * size, count * size), answers.Slice(start, count), gradients.IsEmpty ? [] : gradients.Slice(start * size, count * size));
        }
    }

    private void AskBatch(ReadOnlySpan<double> inputs, Span<double> answers, Span<double> gradients)
    {
        T[] values = new T[inputs.Length];
        for (int n = 0; n < values.Length; n++)
            values[n] = T.CreateTruncating(inputs[n]);
        int width = _members[0].OutputShape.Width;
        T[] direction = new T[answers.Length * width];
        T[] inputGradient = new T[gradients.Length];
        for (int n = 0; n < answers.Length; n++)
            direction[n * width + Output] = T.One;
        answers.Clear();
        foreach (Model<T> member in _members)
        {
            T[] outputs = member.Predict(new Batch<T>(values, answers.Length, Steps, Features));
            for (int n = 0; n < answers.Length; n++)
                answers[n] += double.CreateTruncating(outputs[n * width + Output]) / _members.Length;
            if (gradients.IsEmpty)
                continue;
            member.Backward(direction, GradientTarget.Inputs);
            member.CopyInputGradient(inputGradient);
            for (int n = 0; n < gradients.Length; n++)
                gradients[n] += double.CreateTruncating(inputGradient[n]) / _members.Length;
        }

        ApplyLink(answers, gradients);
    }

    private void ApplyLink(Span<double> answers, Span<double> gradients)
    {
        int size = Steps * Features;
        for (int n = 0; n < answers.Length; n++)
        {
            double slope = Link.Slope(answers[n]);
            answers[n] = Link.Value(answers[n]);
            for (int k = 0; k < size && !gradients.IsEmpty; k++)
                gradients[n * size + k] *= slope;
        }
    }
}
