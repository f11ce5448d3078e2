namespace Gatelight.Formats.Onnx.Running;

/// <summary>The names that are known at a place of a graph, those of the graphs around it too; an inner graph costs no copy of them.</summary>
internal sealed class KnownNames(KnownNames? outer = null)
{
    private readonly HashSet<string> _own = new(StringComparer.Ordinal);

    internal void Add(string name) => _own.Add(name);

    internal bool Contains(string name) => _own.Contains(name) || (outer?.Contains(name) ?? false);
}
