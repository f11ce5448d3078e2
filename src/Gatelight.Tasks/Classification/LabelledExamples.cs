using System.Collections.Immutable;
using System.Globalization;

namespace Gatelight.Tasks.Classification;

/// <summary>Examples to classify, each with its class where that is known.</summary>
/// <typeparam name="TExample">A text or a series.</typeparam>
/// <param name="Source">Where they come from, as messages name it.</param>
/// <param name="Examples">The examples.</param>
/// <param name="Labels">The class of each; empty where none is known.</param>
/// <param name="Lines">The 1-based line of the source on which each begins.</param>
public sealed record LabelledExamples<TExample>(string Source, ImmutableArray<TExample> Examples, ImmutableArray<string> Labels, ImmutableArray<int> Lines)
{
    /// <summary>What was left out or mended on the way in, in sentences.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>The column that the examples were taken from (for series, the one that tells them apart); null where there was none.</summary>
    public string? Column { get; init; }

    /// <summary>The column of the classes; null where there was none.</summary>
    public string? LabelColumn { get; init; }

    /// <summary>The column of the steps' order; null for that of the file.</summary>
    public string? TimeColumn { get; init; }

    /// <summary>The number of examples.</summary>
    public int Count => Examples.Length;

    /// <summary>Names an example as messages do: <c>reviews.csv, line 7</c>.</summary>
    /// <param name="index">The example, from 0.</param>
    public string Place(int index) => string.Create(CultureInfo.InvariantCulture, $"{Source}, line {Lines[index]}");

    /// <summary>Some of the examples, in the order given.</summary>
    /// <param name="indices">Their numbers, from 0.</param>
    public LabelledExamples<TExample> Take(IReadOnlyList<int> indices) => this with
    {
        Examples = [.. indices.Select(index => Examples[index])],
        Labels = Labels.IsEmpty ? [] : [.. indices.Select(index => Labels[index])],
        Lines = [.. indices.Select(index => Lines[index])],
    };
}
