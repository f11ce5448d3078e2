using System.Globalization;
using Gatelight.Formats.Onnx.Running;
using Gatelight.Formats.Onnx.Schema;

namespace Gatelight.Formats.Onnx;

/// <summary>Replaces nodes that call a function of the model's own by the nodes of that function.</summary>
internal static class FunctionExpansion
{
    private const int MaximumNodes = 1_000_000, MaximumDepth = 32;

    internal static OnnxFile Expand(OnnxFile file)
    {
        if (file.Functions.Count == 0)
            return file;
        int calls = 0, made = 0;
        return file with { Graph = Graph(file.Graph, 0) };

        OnnxGraph Graph(OnnxGraph graph, int depth) => graph with { Nodes = [.. graph.Nodes.SelectMany(node => Node(node, depth))] };

        IEnumerable<OnnxNode> Node(OnnxNode node, int depth)
        {
            if (depth > MaximumDepth)
                throw new InvalidDataException($"{CompiledNode.Describe(node, string.Empty)} calls functions more than {MaximumDepth} deep; export the model again");
            made += 1 + (node.Inputs.Count + node.Outputs.Count) / 16;
            if (made > MaximumNodes)
                throw new InvalidDataException($"its functions unfold to more than {MaximumNodes} nodes");
            OnnxNode inner = node with { Attributes = [.. node.Attributes.Select(attribute => attribute.Graph is { } body ? attribute with { Graph = Graph(body, depth) } : attribute)] };
            OnnxFunction? function = file.Functions.FirstOrDefault(candidate => candidate.Name == node.Operator && candidate.Domain == node.Domain);
            return function is null ? [inner] : Call(inner, function, ++calls, depth);
        }

        IEnumerable<OnnxNode> Call(OnnxNode node, OnnxFunction function, int call, int depth)
        {
            Dictionary<string, string> names = new(StringComparer.Ordinal) { [string.Empty] = string.Empty };
            for (int n = 0; n < function.Inputs.Count; n++)
                names[function.Inputs[n]] = n < node.Inputs.Count ? node.Inputs[n] : string.Empty;
            for (int n = 0; n < function.Outputs.Count; n++)
            {
                if (n < node.Outputs.Count && node.Outputs[n].Length > 0)
                    names[function.Outputs[n]] = node.Outputs[n];
            }

            // The number alone makes it unique; a long name would be repeated for every node inside.
            string caller = node.Name.Length > 0 ? node.Name : function.Name;
            string prefix = string.Create(CultureInfo.InvariantCulture, $"{(caller.Length > 100 ? caller[..100] : caller)}#{call}/");
            return function.Nodes.SelectMany(part => Node(Bind(part), depth + 1)).ToArray();

            OnnxNode Bind(OnnxNode part) => part with
            {
                Name = prefix + part.Name,
                Place = node.Place,
                Inputs = [.. part.Inputs.Select(Rename)],
                Outputs = [.. part.Outputs.Select(Rename)],
                Attributes = [.. part.Attributes.Select(Attribute).OfType<OnnxAttribute>()],
            };

            OnnxAttribute? Attribute(OnnxAttribute attribute)
            {
                if (attribute.Reference is { } reference)
                    return (node.Find(reference) ?? function.Defaults.FirstOrDefault(given => given.Name == reference)) is { } given ? given with { Name = attribute.Name } : null;
                return attribute.Graph is { } body ? attribute with { Graph = Body(body) } : attribute;
            }

            OnnxGraph Body(OnnxGraph body) => body with
            {
                Nodes = [.. body.Nodes.Select(Bind)],
                Inputs = [.. body.Inputs.Select(value => value with { Name = Rename(value.Name) })],
                Outputs = [.. body.Outputs.Select(value => value with { Name = Rename(value.Name) })],
                Initializers = [.. body.Initializers.Select(tensor => tensor with { Name = Rename(tensor.Name) })],
            };

            string Rename(string name) => names.TryGetValue(name, out string? known) ? known : names[name] = prefix + name;
        }
    }
}
