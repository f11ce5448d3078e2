using System.Globalization;

namespace Gatelight.Explain;

/// <summary>
/// Integrated gradients (Sundararajan, Taly and Yan 2017, arXiv:1703.01365):
/// <c>(x - x′) ⊙ ∫₀¹ ∇F(x′ + α(x - x′)) dα</c>, which adds up to <c>F(x) - F(x′)</c> (equations 32 to 34 of docs/equations.md). The integral is taken by
/// quadrature in one batch; while the completeness gap is too large the number of points is doubled.
/// </summary>
public sealed class IntegratedGradients : IAttributionMethod
{
    private const int MostPoints = 512;

    /// <summary>The number of points on the path to begin with, at least 1.</summary>
    public int Points { get; init => field = value is >= 1 and <= MostPoints ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"Points must be between 1 and {MostPoints}."); } = 64;

    /// <summary>How the integral is taken.</summary>
    public QuadratureRule Rule { get; init; }

    /// <inheritdoc/>
    public string Name => "integrated-gradients";

    /// <inheritdoc/>
    public MethodFamily Family => MethodFamily.Gradient;

    /// <inheritdoc/>
    public bool UsesBaseline => true;

    /// <inheritdoc/>
    public string Title => "Integrated gradients";

    /// <inheritdoc/>
    public string Meaning => "The slope of the answer, added up while the input moves in a straight line from the baseline to what was seen; the contributions add up to the answer.";

    /// <inheritdoc/>
    public Attribution Explain(IExplainable question, ReadOnlySpan<double> input, ReadOnlySpan<double> baseline, CancellationToken cancellation = default)
    {
        Endpoints ends = Endpoints.Ask(question, input, baseline);
        (double[] contributions, int passes) = PathIntegral.Refine(
            question, (InputPadding.Hold(question, input, baseline), ends.Baseline), ([.. input], ends.Prediction), Rule, (Points, MostPoints), cancellation);
        string settings = Rule == QuadratureRule.GaussLegendre ? "Gauss-Legendre" : "midpoint rule";
        return new Attribution(Name, QuestionShape.Matrix(question, contributions), ends.Prediction, ends.Baseline, IsAdditive: true, ends.Passes + passes)
        {
            Settings = string.Create(CultureInfo.InvariantCulture, $"{settings}, {Points} points to begin with, {passes} used"),
        };
    }
}
