namespace Gatelight.Explain;

/// <summary>
/// A scalar question about one input <c>[T, D]</c>, as in "the forecast for May, in cars": the one narrow door through which
/// explainers reach a model. Asking never changes the model.
/// </summary>
public interface IExplainable
{
    /// <summary>T, the steps of the input.</summary>
    int Steps { get; }

    /// <summary>D, the features of a step.</summary>
    int Features { get; }

    /// <summary>Answers the question for several inputs at once.</summary>
    /// <param name="inputs"><c>[N, T, D]</c>.</param>
    /// <param name="answers"><c>[N]</c>; overwritten.</param>
    void Evaluate(ReadOnlySpan<double> inputs, Span<double> answers);

    /// <summary>Answers the question for several inputs at once, with the gradient of each answer.</summary>
    /// <param name="inputs"><c>[N, T, D]</c>.</param>
    /// <param name="answers"><c>[N]</c>; overwritten.</param>
    /// <param name="gradients"><c>[N, T, D]</c>; overwritten.</param>
    void EvaluateGradient(ReadOnlySpan<double> inputs, Span<double> answers, Span<double> gradients);
}
