namespace Gatelight.Reports.Forecasting;

/// <summary>The forecast of one step with its intervals, in the target's unit.</summary>
/// <param name="Time">Time that is forecast.</param>
/// <param name="Mean">Expected value.</param>
/// <param name="Lower80">Lower bound of the 80 % interval.</param>
/// <param name="Upper80">Upper bound of the 80 % interval.</param>
/// <param name="Lower95">Lower bound of the 95 % interval.</param>
/// <param name="Upper95">Upper bound of the 95 % interval.</param>
public sealed record ForecastPoint(DateTime Time, double Mean, double Lower80, double Upper80, double Lower95, double Upper95);
