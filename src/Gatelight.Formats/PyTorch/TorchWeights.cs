using Gatelight.Data;
using Gatelight.Formats.Safetensors;

namespace Gatelight.Formats.PyTorch;

/// <summary>The arrays of a file by PyTorch's names, and which of them a model has taken.</summary>
internal sealed class TorchWeights
{
    private readonly Dictionary<string, SafetensorsArray> _arrays;
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    internal TorchWeights(IReadOnlyList<SafetensorsArray> arrays)
    {
        // Models trained on several devices, or compiled, have a prefix before all names.
        string[] prefixes = ["module.", "_orig_mod."];
        string? common = prefixes.FirstOrDefault(prefix => arrays.Count > 0 && arrays.All(array => array.Name.StartsWith(prefix, StringComparison.Ordinal)));
        List = common is null ? arrays : [.. arrays.Select(array => array with { Name = array.Name[common.Length..] })];
        _arrays = List.ToDictionary(array => array.Name, StringComparer.Ordinal);
    }

    /// <summary>All arrays.</summary>
    internal IReadOnlyList<SafetensorsArray> List { get; }

    /// <summary>The arrays that no layer has taken; counters of batches count for nothing.</summary>
    internal IEnumerable<string> Left => _arrays.Keys.Where(name => !_taken.Contains(name) && !name.EndsWith("num_batches_tracked", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    /// <summary>An array, or null.</summary>
    internal SafetensorsArray? Find(string module, string parameter)
    {
        string name = module.Length == 0 ? parameter : $"{module}.{parameter}";
        if (!_arrays.TryGetValue(name, out SafetensorsArray? array))
            return null;
        _taken.Add(name);
        return array;
    }

    /// <summary>An array of a number of dimensions.</summary>
    internal SafetensorsArray Need(string module, string parameter, int rank)
    {
        SafetensorsArray array = Find(module, parameter)
            ?? throw new InvalidDataException($"the weight {OneLine.Of(module.Length == 0 ? parameter : $"{module}.{parameter}")} is missing; its names begin with {OneLine.Of(string.Join(", ", _arrays.Keys.Take(3)))}.");
        return array.Shape.Length == rank && array.Shape.All(size => size > 0)
            ? array
            : throw new InvalidDataException($"the weight {OneLine.Of(array.Name)} is [{string.Join(", ", array.Shape)}], which no such module has; describe the architecture in JSON.");
    }

    /// <summary>Checks the dimensions of an array.</summary>
    internal static SafetensorsArray Check(SafetensorsArray array, params ReadOnlySpan<int> shape) => array.Shape.AsSpan().SequenceEqual(shape)
        ? array
        : throw new InvalidDataException($"the weight {OneLine.Of(array.Name)} is [{string.Join(", ", array.Shape)}], not [{string.Join(", ", shape.ToArray())}]; give the weights of one model.");
}
