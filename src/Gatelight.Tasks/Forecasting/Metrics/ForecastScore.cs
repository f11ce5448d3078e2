namespace Gatelight.Tasks.Forecasting.Metrics;

/// <summary>How far forecasts were from what happened. The smaller the better.</summary>
/// <param name="Rmse">Root mean squared error, in the units of the series.</param>
/// <param name="Mae">Mean absolute error, in the units of the series.</param>
/// <param name="Mape">Mean absolute percentage error, %; NaN where an actual value is 0.</param>
/// <param name="Smape">Symmetric mean absolute percentage error, %, in [0, 200].</param>
/// <param name="Mase">Mean absolute scaled error: below 1 is better than the seasonal naive forecast was on the training rows; NaN where that had no error.</param>
public sealed record ForecastScore(double Rmse, double Mae, double Mape, double Smape, double Mase);
