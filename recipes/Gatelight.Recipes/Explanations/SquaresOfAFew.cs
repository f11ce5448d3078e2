using Gatelight.Explain;

namespace Gatelight.Recipes.Explanations;

/// <summary>
/// A white box: the sum of the squares of the few values that count, <c>F(x) = Σ xₜₖ²</c>, summed over those (t, k) alone. Its
/// attributions along any straight path from zero are the squares themselves.
/// </summary>
/// <param name="counts">Which values count, <c>[T, D]</c>.</param>
public sealed class SquaresOfAFew(bool[,] counts) : IExplainable
{
    /// <inheritdoc/>
    public int Steps => counts.GetLength(0);

    /// <inheritdoc/>
    public int Features => counts.GetLength(1);

    /// <inheritdoc/>
    public void Evaluate(ReadOnlySpan<double> inputs, Span<double> answers)
    {
        int size = Steps * Features;
        answers.Clear();
        for (int n = 0; n < inputs.Length; n++)
        {
            if (counts[n % size / Features, n % Features])
                answers[n / size] += inputs[n] * inputs[n];
        }
    }

    /// <inheritdoc/>
    public void EvaluateGradient(ReadOnlySpan<double> inputs, Span<double> answers, Span<double> gradients)
    {
        Evaluate(inputs, answers);
        int size = Steps * Features;
        for (int n = 0; n < inputs.Length; n++)
            gradients[n] = counts[n % size / Features, n % Features] ? 2 * inputs[n] : 0;
    }
}
