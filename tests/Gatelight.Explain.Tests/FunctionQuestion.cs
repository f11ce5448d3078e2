namespace Gatelight.Explain.Tests;

/// <summary>A question about a function written down in the test, so that the right answer is known in closed form.</summary>
internal sealed class FunctionQuestion(int steps, int features, Func<double[], double> value, Func<double[], double[]> gradient) : IExplainable
{
    public int Steps => steps;

    public int Features => features;

    /// <summary>The inputs asked about so far.</summary>
    public int Asked { get; private set; }

    /// <summary><c>F(x) = offset + Σ w·x</c>.</summary>
    public static FunctionQuestion Linear(int steps, int features, double offset, double[] weights) =>
        new(steps, features, x => offset + x.Zip(weights, (a, b) => a * b).Sum(), _ => weights);

    public void Evaluate(ReadOnlySpan<double> inputs, Span<double> answers)
    {
        int size = steps * features;
        for (int n = 0; n < answers.Length; n++)
            answers[n] = value(inputs.Slice(n * size, size).ToArray());
        Asked += answers.Length;
    }

    public void EvaluateGradient(ReadOnlySpan<double> inputs, Span<double> answers, Span<double> gradients)
    {
        int size = steps * features;
        Evaluate(inputs, answers);
        for (int n = 0; n < answers.Length; n++)
            gradient(inputs.Slice(n * size, size).ToArray()).CopyTo(gradients[(n * size)..]);
    }
}
