namespace Gatelight.Tasks.Forecasting.Pipelines;

/// <summary>One forecast of a validation year, in the user's units.</summary>
/// <param name="Step">How many steps ahead.</param>
/// <param name="Actual">What came.</param>
/// <param name="Forecast">What was forecast with the corrections followed in full.</param>
/// <param name="Anchor">What would have been forecast without a network.</param>
internal readonly record struct FoldForecast(int Step, double Actual, double Forecast, double Anchor);
