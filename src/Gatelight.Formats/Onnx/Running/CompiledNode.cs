using Gatelight.Data;
using Gatelight.Formats.Onnx.Schema;

namespace Gatelight.Formats.Onnx.Running;

/// <summary>A node with its operator, the programs of its inner graphs, and what it remembers from run to run.</summary>
internal sealed class CompiledNode(OnnxNode node, Operator op, int opset, string place)
{
    internal OnnxNode Node => node;

    internal Operator Operator => op;

    internal int Opset => opset;

    /// <summary>The inner graphs by the name of their attribute.</summary>
    internal Dictionary<string, GraphProgram> Bodies { get; } = new(StringComparer.Ordinal);

    /// <summary>What is not read any more behind this node.</summary>
    internal string[] Forgets { get; set; } = [];

    /// <summary>What an operator keeps, as packed weights.</summary>
    internal object? Memory { get; set; }

    /// <summary>The node as messages name it.</summary>
    internal string Label => Describe(node, place);

    /// <summary>A node as messages name it.</summary>
    internal static string Describe(OnnxNode node, string place) =>
        $"node {node.Place}{place}{(node.Name.Length > 0 ? $" '{OneLine.Of(node.Name)}'" : string.Empty)} ({OneLine.Of(node.Operator)})";
}
