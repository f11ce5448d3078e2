using System.Globalization;
using Gatelight.Formats.Arrays;
using Gatelight.Formats.Onnx.Schema;
using Gatelight.Formats.Onnx.Wire;

namespace Gatelight.Formats.Onnx.Exporting;

/// <summary>A GraphProto in the making: nodes in order, weights, and names that are never given twice.</summary>
internal sealed class OnnxGraphWriter
{
    private const int FloatAttribute = 1, NumberAttribute = 2, TextAttribute = 3, GraphAttribute = 5, FloatsAttribute = 6, NumbersAttribute = 7, TextsAttribute = 8;

    private readonly string _name;
    private readonly HashSet<string> _names;
    private readonly List<ProtobufWriter> _nodes = [];
    private readonly List<ProtobufWriter> _weights = [];
    private readonly Dictionary<string, string> _constants = new(StringComparer.Ordinal);

    internal OnnxGraphWriter(string name, HashSet<string>? names)
    {
        _name = name;
        _names = names ?? new HashSet<string>(StringComparer.Ordinal);
    }

    /// <summary>Where names come from: those of a part before those of the graph.</summary>
    internal string Prefix { get; set; } = string.Empty;

    /// <summary>A graph for the body of a node; its names differ from those around it.</summary>
    internal OnnxGraphWriter Inner(string name) => new(name, _names) { Prefix = Prefix };

    /// <summary>Takes a name that must be as it is.</summary>
    internal void Reserve(string name) => _names.Add(name);

    /// <summary>A name that nothing has yet.</summary>
    internal string Unique(string stem)
    {
        string name = Prefix + stem;
        for (int number = 2; !_names.Add(name); number++)
            name = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{stem}_{number}");
        return name;
    }

    /// <summary>Adds a weight.</summary>
    internal string Weight(string stem, float[] values, params int[] shape)
    {
        string name = Unique(stem);
        _weights.Add(TensorWriter.Message(name, NdArray.Of(values, shape)));
        return name;
    }

    /// <summary>A small constant of whole numbers, shared where it is needed again.</summary>
    internal string Numbers(params long[] values)
    {
        string key = "shape_" + string.Join('_', values.Select(value => value.ToString(CultureInfo.InvariantCulture).Replace('-', 'm')));
        if (_constants.TryGetValue(key, out string? known))
            return known;
        string name = Unique(key);
        _weights.Add(TensorWriter.Message(name, NdArray.Of(values, values.Length)));
        return _constants[key] = name;
    }

    /// <summary>One whole number.</summary>
    internal string Number(long value)
    {
        string name = Unique("place");
        _weights.Add(TensorWriter.Message(name, NdArray.Of([value])));
        return name;
    }

    /// <summary>One number.</summary>
    internal string Scalar(double value)
    {
        string name = Unique("number");
        _weights.Add(TensorWriter.Message(name, NdArray.Of([(float)value])));
        return name;
    }

    /// <summary>Adds a node with one output, whose name is made from the node's.</summary>
    internal string Node(string op, string stem, string[] inputs, params (string Name, object Value)[] attributes) => Nodes(op, stem, inputs, 1, attributes)[0];

    /// <summary>Adds a node with several outputs.</summary>
    internal string[] Nodes(string op, string stem, string[] inputs, int outputs, params (string Name, object Value)[] attributes)
    {
        string name = Unique(stem);
        string[] results = [.. Enumerable.Range(0, outputs).Select(n => outputs == 1 ? name : Unique(string.Create(CultureInfo.InvariantCulture, $"{stem}_output_{n}")))];
        Add(op, name, inputs, results, attributes);
        return results;
    }

    /// <summary>Gives a value the name that an output has to have.</summary>
    internal void Rename(string value, string output) => Add("Identity", Unique($"{output}_as_output"), [value], [output]);

    /// <summary>The message.</summary>
    internal ProtobufWriter ToMessage(IEnumerable<ProtobufWriter> inputs, IEnumerable<ProtobufWriter> outputs)
    {
        ProtobufWriter graph = new();
        foreach (ProtobufWriter node in _nodes)
            graph.Message(1, node);
        graph.Text(2, _name);
        foreach (ProtobufWriter weight in _weights)
            graph.Message(5, weight);
        foreach (ProtobufWriter input in inputs)
            graph.Message(11, input);
        foreach (ProtobufWriter output in outputs)
            graph.Message(12, output);
        return graph;
    }

    private void Add(string op, string name, string[] inputs, string[] outputs, params (string Name, object Value)[] attributes)
    {
        ProtobufWriter node = new();
        foreach (string input in inputs)
            node.Text(1, input);
        foreach (string output in outputs)
            node.Text(2, output);
        node.Text(3, name);
        node.Text(4, op);
        foreach ((string key, object value) in attributes)
            node.Message(5, Attribute(key, value));
        _nodes.Add(node);
    }

    private static ProtobufWriter Attribute(string name, object value)
    {
        ProtobufWriter attribute = new();
        attribute.Text(1, name);
        switch (value)
        {
            case float single:
                attribute.Single(2, single);
                attribute.Number(20, FloatAttribute);
                break;
            case int number:
                attribute.Number(3, number);
                attribute.Number(20, NumberAttribute);
                break;
            case string text:
                attribute.Text(4, text);
                attribute.Number(20, TextAttribute);
                break;
            case ProtobufWriter graph:
                attribute.Message(6, graph);
                attribute.Number(20, GraphAttribute);
                break;
            case float[] singles:
                foreach (float single in singles)
                    attribute.Single(7, single);
                attribute.Number(20, FloatsAttribute);
                break;
            case long[] numbers:
                foreach (long number in numbers)
                    attribute.Number(8, number);
                attribute.Number(20, NumbersAttribute);
                break;
            case string[] texts:
                foreach (string text in texts)
                    attribute.Text(9, text);
                attribute.Number(20, TextsAttribute);
                break;
            default:
                throw new NotSupportedException($"An attribute of type {value.GetType().Name} is not written.");
        }

        return attribute;
    }
}
