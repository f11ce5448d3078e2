using Gatelight.Formats.Arrays;
using Gatelight.Formats.Onnx.Wire;

namespace Gatelight.Formats.Onnx.Schema;

/// <summary>Reads the messages of an ONNX file; the numbers of the fields are those of onnx.proto.</summary>
internal sealed class MessageParser(TensorParser tensors)
{
    private const int MaximumNodes = 1_000_000;
    private int _nodes;

    internal OnnxFile Model(ProtobufReader reader)
    {
        OnnxGraph? graph = null;
        long version = 0;
        string producer = string.Empty, producerVersion = string.Empty;
        Dictionary<string, long> opsets = new(StringComparer.Ordinal);
        List<KeyValuePair<string, string>> metadata = [];
        List<OnnxFunction> functions = [];
        while (reader.Next(out int field, out WireType type))
        {
            switch (field, type)
            {
                case (1, WireType.Varint):
                    version = reader.Int64();
                    break;
                case (2, WireType.Delimited):
                    producer = reader.Text();
                    break;
                case (3, WireType.Delimited):
                    producerVersion = reader.Text();
                    break;
                case (7, WireType.Delimited):
                    graph = reader.Message(Graph);
                    break;
                case (8, WireType.Delimited):
                    (string domain, long opset) = reader.Message(Opset);
                    opsets[Domain(domain)] = opset;
                    break;
                case (14, WireType.Delimited):
                    (string key, string value) = reader.Message(Entry);
                    metadata.Add(new(key, value));
                    break;
                case (25, WireType.Delimited):
                    functions.Add(reader.Message(Function));
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        if (graph is null)
            throw ProtobufReader.Broken("holds no graph");
        return new OnnxFile(graph)
        {
            Version = version,
            Producer = producer,
            ProducerVersion = producerVersion,
            Opsets = opsets,
            Metadata = metadata,
            Functions = functions,
        };
    }

    internal static (string Key, string Value) Entry(ProtobufReader reader)
    {
        string key = string.Empty, value = string.Empty;
        while (reader.Next(out int field, out WireType type))
        {
            if (field == 1 && type == WireType.Delimited)
                key = reader.Text();
            else if (field == 2 && type == WireType.Delimited)
                value = reader.Text();
            else
                reader.Skip(type);
        }

        return (key, value);
    }

    // The long name of ONNX's own operators means the same as none.
    private static string Domain(string domain) => domain == "ai.onnx" ? string.Empty : domain;

    private static (string Domain, long Version) Opset(ProtobufReader reader)
    {
        string domain = string.Empty;
        long version = 0;
        while (reader.Next(out int field, out WireType type))
        {
            if (field == 1 && type == WireType.Delimited)
                domain = reader.Text();
            else if (field == 2 && type == WireType.Varint)
                version = reader.Int64();
            else
                reader.Skip(type);
        }

        return (domain, version);
    }

    private OnnxGraph Graph(ProtobufReader reader)
    {
        List<OnnxNode> nodes = [];
        List<OnnxTensor> initializers = [];
        List<OnnxValue> inputs = [], outputs = [];
        string name = string.Empty;
        while (reader.Next(out int field, out WireType type))
        {
            switch (field, type)
            {
                case (1, WireType.Delimited):
                    nodes.Add(reader.Message(Node) with { Place = nodes.Count + 1 });
                    break;
                case (2, WireType.Delimited):
                    name = reader.Text();
                    break;
                case (5, WireType.Delimited):
                    initializers.Add(reader.Message(tensors.Read));
                    break;
                case (11, WireType.Delimited):
                    inputs.Add(reader.Message(Value));
                    break;
                case (12, WireType.Delimited):
                    outputs.Add(reader.Message(Value));
                    break;
                case (15, WireType.Delimited):
                    throw new InvalidDataException("it holds a sparse weight, which is not supported; store it as an ordinary tensor");
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return new OnnxGraph(name) { Nodes = nodes, Initializers = initializers, Inputs = inputs, Outputs = outputs };
    }

    private OnnxFunction Function(ProtobufReader reader)
    {
        string name = string.Empty, domain = string.Empty;
        List<string> inputs = [], outputs = [];
        List<OnnxNode> nodes = [];
        List<OnnxAttribute> defaults = [];
        while (reader.Next(out int field, out WireType type))
        {
            switch (field, type)
            {
                case (1, WireType.Delimited):
                    name = reader.Text();
                    break;
                case (4, WireType.Delimited):
                    inputs.Add(reader.Text());
                    break;
                case (5, WireType.Delimited):
                    outputs.Add(reader.Text());
                    break;
                case (7, WireType.Delimited):
                    nodes.Add(reader.Message(Node) with { Place = nodes.Count + 1 });
                    break;
                case (10, WireType.Delimited):
                    domain = Domain(reader.Text());
                    break;
                case (11, WireType.Delimited):
                    defaults.Add(reader.Message(Attribute));
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return new OnnxFunction(name, domain) { Inputs = inputs, Outputs = outputs, Nodes = nodes, Defaults = defaults };
    }

    private OnnxNode Node(ProtobufReader reader)
    {
        if (++_nodes > MaximumNodes)
            throw new InvalidDataException($"it has more than {MaximumNodes} nodes");
        List<string> inputs = [], outputs = [];
        List<OnnxAttribute> attributes = [];
        string name = string.Empty, op = string.Empty, domain = string.Empty;
        while (reader.Next(out int field, out WireType type))
        {
            switch (field, type)
            {
                case (1, WireType.Delimited):
                    inputs.Add(reader.Text());
                    break;
                case (2, WireType.Delimited):
                    outputs.Add(reader.Text());
                    break;
                case (3, WireType.Delimited):
                    name = reader.Text();
                    break;
                case (4, WireType.Delimited):
                    op = reader.Text();
                    break;
                case (5, WireType.Delimited):
                    attributes.Add(reader.Message(Attribute));
                    break;
                case (7, WireType.Delimited):
                    domain = Domain(reader.Text());
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return new OnnxNode(op, inputs, outputs) { Name = name, Domain = domain, Attributes = attributes };
    }

    private OnnxAttribute Attribute(ProtobufReader reader)
    {
        string name = string.Empty;
        int kind = 0;
        string? text = null, reference = null;
        float? single = null;
        long? number = null;
        NdArray? tensor = null;
        OnnxGraph? graph = null;
        List<float> singles = [];
        List<long> numbers = [];
        List<string> texts = [];
        while (reader.Next(out int field, out WireType type))
        {
            switch (field, type)
            {
                case (1, WireType.Delimited):
                    name = reader.Text();
                    break;
                case (2, WireType.Fixed32):
                    single = reader.Single();
                    break;
                case (3, WireType.Varint):
                    number = reader.Int64();
                    break;
                case (4, WireType.Delimited):
                    text = reader.Text();
                    break;
                case (5, WireType.Delimited):
                    tensor = reader.Message(tensors.Read).Value;
                    break;
                case (6, WireType.Delimited):
                    graph = reader.Message(Graph);
                    break;
                case (7, WireType.Fixed32 or WireType.Delimited):
                    reader.Repeated(type, singles, r => r.Single());
                    break;
                case (8, WireType.Varint or WireType.Delimited):
                    reader.Repeated(type, numbers, r => r.Int64());
                    break;
                case (9, WireType.Delimited):
                    texts.Add(reader.Text());
                    break;
                case (20, WireType.Varint):
                    kind = reader.Int32();
                    break;
                case (21, WireType.Delimited):
                    reference = reader.Text();
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        // An exporter may leave out a value that is 0, as protobuf lets it, and say the type alone.
        return new OnnxAttribute(name)
        {
            Type = kind,
            Reference = string.IsNullOrEmpty(reference) ? null : reference,
            Single = single ?? (kind == 1 ? 0 : null),
            Number = number ?? (kind == 2 ? 0 : null),
            Text = text ?? (kind == 3 ? string.Empty : null),
            Tensor = tensor,
            Graph = graph,
            Singles = singles,
            Numbers = numbers,
            Texts = texts,
        };
    }

    private static OnnxValue Value(ProtobufReader reader)
    {
        string name = string.Empty;
        (ElementType?, IReadOnlyList<OnnxDimension>?) type = default;
        while (reader.Next(out int field, out WireType wire))
        {
            if (field == 1 && wire == WireType.Delimited)
                name = reader.Text();
            else if (field == 2 && wire == WireType.Delimited)
                type = reader.Message(TypeParser.Read);
            else
                reader.Skip(wire);
        }

        return new OnnxValue(name, type.Item1, type.Item2);
    }
}
