using System.Collections.Immutable;

namespace Gatelight.Tasks.Forecasting;

/// <summary>What training a forecast gives.</summary>
/// <param name="Model">The model fitted on all rows, ready to save.</param>
/// <param name="Backtest">How the same settings did on the hold-out, fitted on the rows before it.</param>
/// <param name="Forecast">The forecast of the next <see cref="ForecastOptions.Horizon"/> steps.</param>
public sealed record ForecastResult(ForecastModel Model, BacktestResult Backtest, ImmutableArray<ForecastPoint> Forecast);
