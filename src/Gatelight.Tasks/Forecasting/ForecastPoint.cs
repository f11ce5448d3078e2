namespace Gatelight.Tasks.Forecasting;

/// <summary>The forecast for one step, in the user's units.</summary>
/// <param name="Time">The time forecast.</param>
/// <param name="Mean">The point forecast.</param>
/// <param name="Lower80">Lower end of the 80 % interval.</param>
/// <param name="Upper80">Upper end of the 80 % interval.</param>
/// <param name="Lower95">Lower end of the 95 % interval.</param>
/// <param name="Upper95">Upper end of the 95 % interval.</param>
public sealed record ForecastPoint(DateTime Time, double Mean, double Lower80, double Upper80, double Lower95, double Upper95);
