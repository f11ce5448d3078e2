using Gatelight.Formats.Hdf5;

namespace Gatelight.Formats.Keras;

/// <summary>Weights as Keras 1 and 2, tf.keras and Keras 3's own <c>.h5</c> keep them: a group for each layer, and in it the names of its arrays in their order.</summary>
internal sealed class NamedKerasWeights : KerasWeights
{
    private readonly Hdf5Object? _root;
    private readonly IReadOnlyList<KerasArray> _arrays;

    /// <summary>The weights of a whole model.</summary>
    internal NamedKerasWeights(Hdf5Object root)
        : this(root, [])
    {
    }

    private NamedKerasWeights(Hdf5Object? root, IReadOnlyList<KerasArray> arrays)
    {
        _root = root;
        _arrays = arrays;
    }

    internal override IReadOnlyList<KerasArray> Arrays(string part = "") => _arrays;

    internal override KerasWeights Inner(string part, int index = 0, int count = 1)
    {
        if (_arrays.Count % count != 0)
            throw KerasProblem.Of($"{_arrays.Count} arrays do not divide among {count} layers");
        int each = _arrays.Count / count;
        return new NamedKerasWeights(_root, [.. _arrays.Skip(index * each).Take(each)]);
    }

    internal override KerasWeights Layer(string name, string kind, int number)
    {
        // A model inside a model keeps the arrays of all its layers in one list, or, in Keras 1, has its layers among those of the model around it.
        if (_arrays.Count > 0)
            return new NamedKerasWeights(_root, [.. _arrays.Where(array => IsOf(array.Name, name))]);
        return _root?.Child(name) is { } group ? new NamedKerasWeights(_root, ArraysOf(group)) : new NamedKerasWeights(_root, []);
    }

    // dense_1/kernel:0; in Keras 1, which has no slashes, dense_1_W.
    private static bool IsOf(string array, string layer) =>
        array.Contains('/', StringComparison.Ordinal) ? array.Split('/').Contains(layer, StringComparer.Ordinal) : array.StartsWith(layer + "_", StringComparison.Ordinal);

    private static List<KerasArray> ArraysOf(Hdf5Object group)
    {
        if (LongTexts(group, "weight_names") is not { } names)
            return [];
        List<KerasArray> arrays = [];
        foreach (string name in names)
        {
            Hdf5Dataset data = group.Find(name)?.Data ?? throw KerasProblem.Of($"the weight {Gatelight.Data.OneLine.Of(name)} is missing");
            arrays.Add(new KerasArray(name, data));
        }

        return arrays;
    }

    /// <summary>A list of texts, which Keras cuts into several attributes where it is long.</summary>
    internal static string[]? LongTexts(Hdf5Object group, string attribute)
    {
        if (group.Texts(attribute) is { } texts)
            return texts;
        List<string> all = [];
        for (int n = 0; group.Texts(FormattableString.Invariant($"{attribute}{n}")) is { } part; n++)
            all.AddRange(part);
        return all.Count > 0 ? [.. all] : null;
    }
}
