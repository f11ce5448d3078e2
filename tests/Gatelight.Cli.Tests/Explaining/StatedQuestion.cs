using Gatelight.Explain;

namespace Gatelight.Cli.Tests.Explaining;

/// <summary>A question about a function written down in the test.</summary>
internal sealed class StatedQuestion(int steps, int features, Func<double[], double> value, Func<double[], double[]> gradient) : IExplainable
{
    public int Steps => steps;

    public int Features => features;

    public void Evaluate(ReadOnlySpan<double> inputs, Span<double> answers)
    {
        int size = steps * features;
        for (int n = 0; n < answers.Length; n++)
            answers[n] = value(inputs.Slice(n * size, size).ToArray());
    }

    public void EvaluateGradient(ReadOnlySpan<double> inputs, Span<double> answers, Span<double> gradients)
    {
        int size = steps * features;
        Evaluate(inputs, answers);
        for (int n = 0; n < answers.Length; n++)
            gradient(inputs.Slice(n * size, size).ToArray()).CopyTo(gradients[(n * size)..]);
    }
}
