using System.Collections.Immutable;

namespace Gatelight.Data;

/// <summary>Series of the same channels, of equal length or not, each with its class.</summary>
/// <param name="Source">Where they come from, as messages name it.</param>
/// <param name="Channels">The names of the D channels.</param>
/// <param name="Examples">The series.</param>
/// <param name="Labels">The class of each; empty where none is given.</param>
/// <param name="Lines">The 1-based line of the source on which each begins.</param>
public sealed record LabelledSeries(string Source, ImmutableArray<string> Channels, ImmutableArray<SeriesExample> Examples, ImmutableArray<string> Labels, ImmutableArray<int> Lines);
