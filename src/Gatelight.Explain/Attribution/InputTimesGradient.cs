namespace Gatelight.Explain;

/// <summary>
/// Input times gradient (Shrikumar et al. 2016, arXiv:1605.01713): <c>x ⊙ ∇F(x)</c>, or <c>(x - x′) ⊙ ∇F(x)</c> with
/// <see cref="FromBaseline"/> (equation 211 of docs/equations.md). Exact for a linear model; elsewhere its first-order picture.
/// </summary>
/// <remarks>Without a baseline a value of 0 gets nothing, whatever the model makes of it: standardise the input, or compare with a baseline.</remarks>
public sealed class InputTimesGradient : IAttributionMethod
{
    /// <summary>Whether the slope is multiplied by the way from the baseline instead of by the value itself.</summary>
    public bool FromBaseline { get; init; }

    /// <inheritdoc/>
    public string Name => "input-x-gradient";

    /// <inheritdoc/>
    public string Title => "Input times gradient";

    /// <inheritdoc/>
    public string Meaning => "Each value times the slope of the answer there: a straight-line guess of what the value contributed, which adds up for linear models alone.";

    /// <inheritdoc/>
    public MethodFamily Family => MethodFamily.Gradient;

    /// <inheritdoc/>
    public bool UsesBaseline => FromBaseline;

    /// <inheritdoc/>
    public Attribution Explain(IExplainable question, ReadOnlySpan<double> input, ReadOnlySpan<double> baseline, CancellationToken cancellation = default)
    {
        Endpoints ends = Endpoints.Ask(question, input, baseline, needsBaseline: FromBaseline);
        cancellation.ThrowIfCancellationRequested();
        double[] values = new double[input.Length];
        double[] blank = InputPadding.Hold(question, input, baseline);
        question.EvaluateGradient(input, new double[1], values);
        for (int n = 0; n < values.Length; n++)
            values[n] *= FromBaseline ? input[n] - blank[n] : input[n];
        return new Attribution(Name, QuestionShape.Matrix(question, values), ends.Prediction, ends.Baseline, IsAdditive: false, ends.Passes + 1)
        {
            Settings = FromBaseline ? "change from the baseline" : "value itself",
        };
    }
}
