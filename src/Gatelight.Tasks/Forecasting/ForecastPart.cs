using Gatelight.Explain;

namespace Gatelight.Tasks.Forecasting;

/// <summary>What one group of networks is asked about a forecast.</summary>
/// <param name="Question">The question, in the user's units.</param>
/// <param name="Input">What the group reads, <c>[T, D]</c>, on its own scale.</param>
/// <param name="Expected">The same had the series run as expected, <c>[T, D]</c>; calendar columns as they are.</param>
public sealed record ForecastPart(ModelQuestion<float> Question, double[] Input, double[] Expected);
