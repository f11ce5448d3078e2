using System.Collections.Immutable;

namespace Gatelight.Tasks.Forecasting.Series;

/// <summary>A column of numbers beside the target, known for the same stamps.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Values">One value a stamp.</param>
public sealed record Covariate(string Name, ImmutableArray<double> Values);
