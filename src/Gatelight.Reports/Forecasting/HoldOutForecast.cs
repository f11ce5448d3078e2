namespace Gatelight.Reports.Forecasting;

/// <summary>What one method forecast for the hold-out.</summary>
/// <param name="Method">Name of the method.</param>
/// <param name="IsModel">Whether it is the model that the report is about.</param>
/// <param name="Values">One value per time of the hold-out.</param>
public sealed record HoldOutForecast(string Method, bool IsModel, IReadOnlyList<double> Values);
