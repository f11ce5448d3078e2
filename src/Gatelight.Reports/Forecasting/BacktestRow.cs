namespace Gatelight.Reports.Forecasting;

/// <summary>Errors of one method on the hold-out; lower is better, <see cref="double.NaN"/> where a metric is undefined.</summary>
/// <param name="Method">Name of the method.</param>
/// <param name="IsModel">Whether it is the model that the report is about.</param>
/// <param name="Rmse">Root mean squared error, in the target's unit.</param>
/// <param name="Mae">Mean absolute error, in the target's unit.</param>
/// <param name="Mape">Mean absolute percentage error, in percent.</param>
/// <param name="Smape">Symmetric mean absolute percentage error, in percent.</param>
/// <param name="Mase">Mean absolute scaled error: below 1 beats the naive method on the training rows.</param>
public sealed record BacktestRow(string Method, bool IsModel, double Rmse, double Mae, double Mape, double Smape, double Mase);
