using Gatelight.Formats.Arrays;

namespace Gatelight.Formats.Onnx.Running;

/// <summary>The values known while a graph runs; those of the graph around it can be read.</summary>
internal sealed class RunScope(RunScope? outer, int threads)
{
    private readonly Dictionary<string, NdArray> _values = new(StringComparer.Ordinal);

    internal int Threads => threads;

    internal void Set(string name, NdArray value) => _values[name] = value;

    internal void Forget(string name) => _values.Remove(name);

    internal NdArray? Find(string name) => _values.TryGetValue(name, out NdArray? value) ? value : outer?.Find(name);
}
