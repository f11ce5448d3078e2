using Gatelight.Data;
using Gatelight.Formats.Onnx.Schema;

namespace Gatelight.Formats.Onnx.Running;

/// <summary>Puts the nodes of a graph behind all that they read.</summary>
internal static class GraphOrder
{
    /// <summary>The nodes in order.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="known">The names known before any node.</param>
    /// <param name="own">All names that the graph gives.</param>
    /// <param name="place">Where the graph is, for messages.</param>
    /// <exception cref="InvalidDataException">Something is read that nothing gives, or the nodes go in circles.</exception>
    internal static IReadOnlyList<OnnxNode> Sort(OnnxGraph graph, KnownNames known, HashSet<string> own, string place)
    {
        Dictionary<string, int> givers = new(StringComparer.Ordinal);
        for (int n = 0; n < graph.Nodes.Count; n++)
        {
            foreach (string name in graph.Nodes[n].Outputs.Where(name => name.Length > 0))
                givers[name] = n;
        }

        int[] waiting = new int[graph.Nodes.Count];
        List<int>[] readers = [.. graph.Nodes.Select(_ => new List<int>())];
        for (int n = 0; n < graph.Nodes.Count; n++)
        {
            foreach (string name in Reads(graph.Nodes[n], 0).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal))
            {
                if (givers.TryGetValue(name, out int giver))
                {
                    waiting[n]++;
                    readers[giver].Add(n);
                }
                else if (!known.Contains(name) && !own.Contains(name) && graph.Nodes[n].Inputs.Contains(name, StringComparer.Ordinal))
                {
                    throw new InvalidDataException($"{CompiledNode.Describe(graph.Nodes[n], place)} reads '{OneLine.Of(name)}', which nothing gives; get a whole copy of the file");
                }
            }
        }

        // The first in the file's order of all that are ready, so that a graph in order stays as it is.
        PriorityQueue<int, int> ready = new();
        for (int n = 0; n < waiting.Length; n++)
        {
            if (waiting[n] == 0)
                ready.Enqueue(n, n);
        }

        List<OnnxNode> sorted = [];
        while (ready.TryDequeue(out int next, out _))
        {
            sorted.Add(graph.Nodes[next]);
            foreach (int reader in readers[next])
            {
                if (--waiting[reader] == 0)
                    ready.Enqueue(reader, reader);
            }
        }

        if (sorted.Count < graph.Nodes.Count)
        {
            int stuck = Array.FindIndex(waiting, count => count > 0);
            throw new InvalidDataException($"{CompiledNode.Describe(graph.Nodes[stuck], place)} reads, in the end, what it gives itself: the graph goes in circles; export the model again");
        }

        return sorted;
    }

    /// <summary>What a node reads, the names that its inner graphs take from around them too.</summary>
    private static IEnumerable<string> Reads(OnnxNode node, int depth)
    {
        foreach (string name in node.Inputs)
            yield return name;
        foreach (OnnxGraph body in node.Attributes.Select(attribute => attribute.Graph).OfType<OnnxGraph>())
        {
            HashSet<string> given = [.. body.Inputs.Select(input => input.Name), .. body.Initializers.Select(tensor => tensor.Name), .. body.Nodes.SelectMany(inner => inner.Outputs)];
            foreach (string name in body.Nodes.SelectMany(inner => Reads(inner, depth + 1)).Concat(body.Outputs.Select(output => output.Name)))
            {
                if (!given.Contains(name))
                    yield return name;
            }
        }
    }
}
