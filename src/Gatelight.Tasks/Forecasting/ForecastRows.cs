using System.Collections.Immutable;
using Gatelight.Explain;

namespace Gatelight.Tasks.Forecasting;

/// <summary>
/// One forecast as a function of the last rows of the series, in the user's units: what would be forecast had these months been
/// different. Everything before them, and every other column, is held.
/// </summary>
/// <param name="Question">The question, one feature a step; its gradient is taken by central differences through the whole pipeline.</param>
/// <param name="Input">The rows as they were, <c>[T, 1]</c>.</param>
/// <param name="Times">Their times, oldest first.</param>
public sealed record ForecastRows(IExplainable Question, double[] Input, ImmutableArray<DateTime> Times);
