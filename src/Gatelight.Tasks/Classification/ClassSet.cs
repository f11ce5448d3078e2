using System.Collections.Immutable;
using System.Globalization;
using Gatelight.Data;

namespace Gatelight.Tasks.Classification;

/// <summary>The classes of a problem, in the order of their names (of their values where all are numbers).</summary>
public sealed class ClassSet
{
    /// <summary>The most classes.</summary>
    public const int MostClasses = 1000;

    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);

    internal ClassSet(IEnumerable<string> names)
    {
        Names = [.. names];
        for (int n = 0; n < Names.Length; n++)
            _indices.Add(Names[n], n);
    }

    /// <summary>The names, in order.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>K.</summary>
    public int Count => Names.Length;

    /// <summary>Finds the classes of training examples.</summary>
    /// <param name="labels">The label of each example.</param>
    /// <param name="source">Where they come from.</param>
    /// <exception cref="InvalidInputException">There is one class only, or more than <see cref="MostClasses"/>.</exception>
    public static ClassSet Of(IReadOnlyList<string> labels, string source)
    {
        string[] names = [.. labels.Distinct(StringComparer.Ordinal)];
        if (names.Length < 2)
            throw new InvalidInputException($"All {labels.Count.ToString("N0", CultureInfo.InvariantCulture)} labels of {source} are '{OneLine.Of(names.FirstOrDefault() ?? "")}'; there is nothing to tell apart: add examples of a second class, or name another label column.");
        if (names.Length > MostClasses)
            throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture, $"{source} has {names.Length:N0} different labels for {labels.Count:N0} examples, as '{OneLine.Of(names[0])}' and '{OneLine.Of(names[1])}'; at most {MostClasses:N0} classes can be learned: name another label column, or join labels."));
        bool areNumbers = names.All(name => double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out _));
        return new ClassSet(areNumbers
            ? names.OrderBy(name => double.Parse(name, CultureInfo.InvariantCulture)).ThenBy(name => name, StringComparer.Ordinal)
            : names.Order(StringComparer.Ordinal));
    }

    /// <summary>The number of a class by its name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="InvalidInputException">There is no such class; the nearest is suggested.</exception>
    public int IndexOf(string name)
    {
        if (_indices.TryGetValue(name, out int index))
            return index;
        string mend = NearestName.Of(name, Names) is { } nearest ? $"did you mean '{OneLine.Of(nearest)}'?" : $"there are {OneLine.Of(string.Join(", ", Names))}.";
        throw new InvalidInputException($"The model knows no class '{OneLine.Of(name)}'; {mend}");
    }

    /// <summary>The numbers of the classes of examples.</summary>
    /// <typeparam name="TExample">A text or a series.</typeparam>
    /// <param name="examples">The examples, with labels.</param>
    /// <exception cref="InvalidInputException">A label is none of the classes; its place is named.</exception>
    public int[] IndicesOf<TExample>(LabelledExamples<TExample> examples)
    {
        if (examples.Labels.Length != examples.Count)
            throw new InvalidInputException($"{examples.Source} has no labels to measure by; name their column with --label.");
        int[] indices = new int[examples.Count];
        for (int n = 0; n < indices.Length; n++)
        {
            if (!_indices.TryGetValue(examples.Labels[n], out indices[n]))
                throw new InvalidInputException($"{examples.Place(n)}: the label '{OneLine.Of(examples.Labels[n])}' is none of the classes learned ({OneLine.Of(string.Join(", ", Names))}); train on examples of it, or leave its rows out.");
        }

        return indices;
    }
}
