namespace Gatelight.Explain;

/// <summary>
/// Saliency (Simonyan, Vedaldi and Zisserman 2013, arXiv:1312.6034): the size of the answer's slope, <c>|∂F/∂x|</c>, or the slope itself
/// (equation 210 of docs/equations.md), in units of the answer for one unit of the input.
/// </summary>
/// <remarks>A slope says what would happen next, not what happened: a value that the model depends on may be flat where it is.</remarks>
public sealed class Saliency : IAttributionMethod
{
    /// <summary>Whether the slope keeps its sign; without it up and down look alike, as in the paper.</summary>
    public bool KeepsSign { get; init; }

    /// <inheritdoc/>
    public string Name => "saliency";

    /// <inheritdoc/>
    public string Title => "Saliency";

    /// <inheritdoc/>
    public string Meaning => "How steeply the answer would change with each value, by size; slopes, which do not add up to the answer.";

    /// <inheritdoc/>
    public MethodFamily Family => MethodFamily.Gradient;

    /// <inheritdoc/>
    public bool UsesBaseline => false;

    /// <inheritdoc/>
    public Attribution Explain(IExplainable question, ReadOnlySpan<double> input, ReadOnlySpan<double> baseline, CancellationToken cancellation = default)
    {
        Endpoints ends = Endpoints.Ask(question, input, baseline, needsBaseline: false);
        cancellation.ThrowIfCancellationRequested();
        double[] gradient = new double[input.Length];
        question.EvaluateGradient(input, new double[1], gradient);
        double[] values = KeepsSign ? gradient : [.. gradient.Select(Math.Abs)];
        return new Attribution(Name, QuestionShape.Matrix(question, values), ends.Prediction, ends.Baseline, IsAdditive: false, ends.Passes + 1)
        {
            Settings = KeepsSign ? "signed" : "absolute",
        };
    }
}
