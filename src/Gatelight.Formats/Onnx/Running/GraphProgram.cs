using Gatelight.Data;
using Gatelight.Formats.Arrays;
using Gatelight.Formats.Onnx.Operators;
using Gatelight.Formats.Onnx.Schema;

namespace Gatelight.Formats.Onnx.Running;

/// <summary>A graph that was checked and put in order: every name has one source, every operator is known, and nothing goes in circles.</summary>
internal sealed class GraphProgram
{
    private readonly CompiledNode[] _nodes;
    private readonly Dictionary<string, NdArray> _constants = new(StringComparer.Ordinal);

    private GraphProgram(OnnxGraph graph, CompiledNode[] nodes)
    {
        Graph = graph;
        _nodes = nodes;
        foreach (OnnxTensor tensor in graph.Initializers)
            _constants[tensor.Name] = tensor.Value;
    }

    internal OnnxGraph Graph { get; }

    internal IReadOnlyList<CompiledNode> Nodes => _nodes;

    internal IReadOnlyDictionary<string, NdArray> Constants => _constants;

    /// <summary>Checks a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="file">The file it is in.</param>
    /// <param name="outer">The names known around it.</param>
    /// <param name="place">Where it is, for messages.</param>
    /// <exception cref="InvalidDataException">It is not sound; the message names the node.</exception>
    internal static GraphProgram Compile(OnnxGraph graph, OnnxFile file, KnownNames? outer = null, string place = "")
    {
        KnownNames known = new(outer);
        HashSet<string> own = new(StringComparer.Ordinal);
        foreach (string name in graph.Inputs.Select(input => input.Name).Concat(graph.Initializers.Select(tensor => tensor.Name)))
        {
            own.Add(name);
            known.Add(name);
        }

        foreach (OnnxNode node in graph.Nodes)
        {
            foreach (string name in node.Outputs.Where(name => name.Length > 0))
            {
                if (!own.Add(name))
                    throw new InvalidDataException($"{CompiledNode.Describe(node, place)} gives '{OneLine.Of(name)}', which something before it gives already; names must be given once");
            }
        }

        List<CompiledNode> sorted = [];
        foreach (OnnxNode node in GraphOrder.Sort(graph, known, own, place))
        {
            CompiledNode compiled = new(node, OperatorTable.Find(node, place), file.Opset, place);
            foreach (OnnxAttribute attribute in node.Attributes)
            {
                if (attribute.Graph is { } body)
                    compiled.Bodies[attribute.Name] = Compile(body, file, known, $" of the {attribute.Name} of {CompiledNode.Describe(node, place)}");
            }

            foreach (string name in node.Outputs)
                known.Add(name);
            sorted.Add(compiled);
        }

        foreach (OnnxValue output in graph.Outputs)
        {
            if (!known.Contains(output.Name))
                throw new InvalidDataException($"its output '{OneLine.Of(output.Name)}'{place} is given by no node; get a whole copy of the file");
        }

        GraphProgram program = new(graph, [.. sorted]);
        program.PlanForgetting();
        return program;
    }

    /// <summary>Runs the graph.</summary>
    /// <param name="inputs">What is given to its inputs, in their order; null takes the default.</param>
    /// <param name="scope">The values around it.</param>
    /// <returns>Its outputs in order.</returns>
    internal NdArray[] Run(IReadOnlyList<NdArray?> inputs, RunScope scope)
    {
        RunScope inner = new(scope, scope.Threads);
        foreach (KeyValuePair<string, NdArray> constant in _constants)
            inner.Set(constant.Key, constant.Value);
        for (int n = 0; n < Graph.Inputs.Count; n++)
        {
            if (n < inputs.Count && inputs[n] is { } value)
                inner.Set(Graph.Inputs[n].Name, value);
        }

        foreach (CompiledNode node in _nodes)
        {
            NdArray?[] outputs = Run(node, inner);
            for (int n = 0; n < node.Node.Outputs.Count; n++)
            {
                if (node.Node.Outputs[n].Length > 0 && n < outputs.Length && outputs[n] is { } value)
                    inner.Set(node.Node.Outputs[n], value);
            }

            foreach (string name in node.Forgets)
                inner.Forget(name);
        }

        return [.. Graph.Outputs.Select(output => inner.Find(output.Name) ?? throw new InvalidInputException($"The model did not give its output '{OneLine.Of(output.Name)}'."))];
    }

    /// <summary>Runs one node on given inputs.</summary>
    internal static NdArray?[] Run(CompiledNode node, RunScope scope)
    {
        NdArray?[] inputs = new NdArray?[node.Node.Inputs.Count];
        for (int n = 0; n < inputs.Length; n++)
        {
            string name = node.Node.Inputs[n];
            if (name.Length > 0)
                inputs[n] = scope.Find(name) ?? throw new InvalidInputException($"{Sentence(node.Label)} reads '{OneLine.Of(name)}', which has no value; give it as an input.");
        }

        return Run(node, inputs, scope);
    }

    /// <summary>Runs one node on given inputs.</summary>
    internal static NdArray?[] Run(CompiledNode node, NdArray?[] inputs, RunScope scope)
    {
        try
        {
            return node.Operator.Body(new NodeCall(node, inputs, scope));
        }
        catch (Exception failure) when (OperatorException.IsOfNode(failure))
        {
            string read = string.Join(", ", inputs.Select(input => input?.ToString() ?? "nothing"));
            throw new InvalidInputException($"{Sentence(node.Label)} {What(failure)}; it read {read}.", failure);
        }
    }

    private static string What(Exception failure) => failure is OperatorException
        ? failure.Message
        : $"cannot be computed: {OneLine.Of(failure.Message.ReplaceLineEndings(" ").TrimEnd('.'))}";

    private static string Sentence(string label) => char.ToUpperInvariant(label[0]) + label[1..];

    // A value goes as soon as nothing reads it any more, so that a long chain needs the memory of two of its links.
    private void PlanForgetting()
    {
        HashSet<string> kept = [.. Graph.Outputs.Select(output => output.Name), .. _constants.Keys];
        HashSet<string> seen = new(StringComparer.Ordinal);
        for (int n = _nodes.Length - 1; n >= 0; n--)
        {
            List<string> forgets = [];
            foreach (string name in _nodes[n].Node.Outputs.Concat(_nodes[n].Node.Inputs).Concat(_nodes[n].Bodies.Values.SelectMany(body => body.Reads())))
            {
                if (name.Length > 0 && !kept.Contains(name) && seen.Add(name))
                    forgets.Add(name);
            }

            _nodes[n].Forgets = [.. forgets];
        }
    }

    private IEnumerable<string> Reads() =>
        _nodes.SelectMany(node => node.Node.Inputs.Concat(node.Bodies.Values.SelectMany(body => body.Reads()))).Concat(Graph.Outputs.Select(output => output.Name));
}
