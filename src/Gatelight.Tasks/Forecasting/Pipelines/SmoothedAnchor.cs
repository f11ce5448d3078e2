using System.Globalization;

namespace Gatelight.Tasks.Forecasting.Pipelines;

/// <summary>
/// Exponential smoothing with a damped trend and an additive season (Holt 1957; Winters 1960; Gardner and McKenzie 1985),
/// as the level and season on which a network builds (Smyl 2020).
/// </summary>
/// <remarks>
/// <c>l ← α(u - s) + (1-α)(l + φb)</c>; <c>b ← β(l - l₋₁) + (1-β)φb</c>; <c>s ← γ(u - l) + (1-γ)s</c> for the season's slot of the
/// step; <c>A(t, h) = l + (φ + … + φʰ)b + s</c>, with φ = 0.97. α, β and γ are fitted by <see cref="SmoothingFit"/>.
/// </remarks>
/// <param name="Season">s, in steps, at least 2.</param>
/// <param name="Alpha">α in (0, 1): how fast the level follows.</param>
/// <param name="Beta">β in (0, 1): how fast the trend follows.</param>
/// <param name="Gamma">γ in (0, 1): how fast the season follows.</param>
public sealed record SmoothedAnchor(int Season, double Alpha, double Beta, double Gamma) : Anchor(Season)
{
    internal const double Damping = 0.97;

    /// <inheritdoc/>
    public override string Describe() => string.Create(
        CultureInfo.InvariantCulture, $"exponential smoothing with a damped trend and a season of {Season} steps (alpha {Alpha:0.###}, beta {Beta:0.###}, gamma {Gamma:0.###})");

    internal override Anchor Fit(double[] values) => SmoothingFit.Fit(this, values);

    internal override AnchorPath Along(double[] values) => new SmoothedAnchorPath(this, values);

    internal override bool IsSound() => Season is >= 2 and <= 10_000 && IsShare(Alpha) && IsShare(Beta) && IsShare(Gamma);

    private static bool IsShare(double value) => value is >= 0 and <= 1;
}
