using System.Globalization;

namespace Gatelight.Tasks.Forecasting.Pipelines;

/// <summary>The level of the last season, some drift, and the average season of the last years.</summary>
/// <remarks>
/// With u the series on its scale and s the season: <c>Lₜ = mean(uₜ₋ₛ₊₁ … uₜ)</c>;
/// <c>S(t, h) = mean over j = 1…k of (uₜ₊ₕ₋ₛⱼ - Lₜ₋ₛ₍ⱼ₋₁₎)</c>; <c>drift = d·(Lₜ - Lₜ₋ₛₘ)/m</c> with <c>m = min(k, seasons known - 1)</c>;
/// <c>A(t, h) = Lₜ + drift + S(t, h)</c>. One year and no drift is seasonal differencing; without a season, <c>A(t, h) = uₜ</c>.
/// </remarks>
/// <param name="Season">s, in steps; 1 for none.</param>
/// <param name="Years">k, the seasons averaged, at least 1.</param>
/// <param name="Drift">d, the share of the yearly growth that is carried on.</param>
public sealed record AveragedAnchor(int Season, int Years, double Drift) : Anchor(Season)
{
    /// <inheritdoc/>
    public override string Describe() => Season == 1
        ? "the last value"
        : string.Create(CultureInfo.InvariantCulture, $"the level of the last {Season} steps, {100 * Drift:0} % of its yearly drift, and the mean season of the last {Years} years");

    internal override Anchor Fit(double[] values) => this;

    internal override AnchorPath Along(double[] values) => new AveragedAnchorPath(this, values);

    internal override bool IsSound() => Season is >= 1 and <= 10_000 && Years is >= 1 and <= 1000 && double.IsFinite(Drift);
}
