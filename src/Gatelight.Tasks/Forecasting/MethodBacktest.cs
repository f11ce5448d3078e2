using System.Collections.Immutable;
using Gatelight.Tasks.Forecasting.Metrics;

namespace Gatelight.Tasks.Forecasting;

/// <summary>How one method did on the hold-out.</summary>
/// <param name="Key">Its name in JSON: <c>model</c>, <c>lastValue</c>, <c>seasonalNaive</c>, <c>seasonalMedian</c>, <c>holtWinters</c>.</param>
/// <param name="Name">Its name in prose.</param>
/// <param name="IsModel">Whether it is the network rather than a baseline.</param>
/// <param name="Forecasts">Its forecasts, one for each row of the hold-out.</param>
/// <param name="Score">Its errors.</param>
public sealed record MethodBacktest(string Key, string Name, bool IsModel, ImmutableArray<double> Forecasts, ForecastScore Score);
