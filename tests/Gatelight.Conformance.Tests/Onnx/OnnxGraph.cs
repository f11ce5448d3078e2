using Google.Protobuf;

namespace Gatelight.Conformance.Tests.Onnx;

/// <summary>
/// Writes an ONNX model with one graph. Field numbers are those of the public ONNX specification (onnx.ai/onnx/repo-docs/IR.html),
/// each named after its message and field.
/// </summary>
internal sealed class OnnxGraph
{
    private const int ModelIrVersion = 1, ModelGraph = 7, ModelOpsetImport = 8;
    private const int OpsetVersion = 2;
    private const int GraphNode = 1, GraphName = 2, GraphInitializer = 5, GraphInput = 11, GraphOutput = 12;
    private const int NodeInput = 1, NodeOutput = 2, NodeOpType = 4, NodeAttribute = 5;
    private const int AttributeName = 1, AttributeFloat = 2, AttributeInteger = 3, AttributeString = 4, AttributeFloats = 7, AttributeStrings = 9, AttributeType = 20;
    private const int AttributeTypeFloat = 1, AttributeTypeInteger = 2, AttributeTypeString = 3, AttributeTypeFloats = 6, AttributeTypeStrings = 8;
    private const int TensorDims = 1, TensorDataType = 2, TensorName = 8, TensorRawData = 9;
    private const int ValueName = 1, ValueType = 2, TypeTensor = 1, TensorElementType = 1, TensorShape = 2, ShapeDimension = 1, DimensionValue = 1;
    private const long IrVersion = 8;
    private const int Single = 1, Int32 = 6, Int64 = 7;

    private readonly List<(int Field, byte[] Message)> _parts = [];

    internal void AddInput(string name, params int[] shape) => _parts.Add((GraphInput, Value(name, Single, shape)));

    internal void AddIntegerInput(string name, params int[] shape) => _parts.Add((GraphInput, Value(name, Int32, shape)));

    internal void AddOutput(string name, params int[] shape) => _parts.Add((GraphOutput, Value(name, Single, shape)));

    internal void AddWeights(string name, ReadOnlySpan<float> values, params int[] shape)
    {
        byte[] raw = new byte[values.Length * sizeof(float)];
        for (int n = 0; n < values.Length; n++)
            BitConverter.TryWriteBytes(raw.AsSpan(n * sizeof(float)), values[n]);
        _parts.Add((GraphInitializer, Tensor(name, Single, raw, shape)));
    }

    internal void AddInteger(string name, long value) =>
        _parts.Add((GraphInitializer, Tensor(name, Int64, BitConverter.GetBytes(value), [1])));

    /// <summary>
    /// Adds a node. An empty input name leaves an optional input out, an empty output name an optional output; the values of attributes
    /// are integers, floats, strings, or arrays of the last two.
    /// </summary>
    internal void AddNode(string operation, string[] inputs, string[] outputs, params (string Name, object Value)[] attributes) =>
        _parts.Add((GraphNode, Message(stream =>
        {
            foreach (string input in inputs)
                Text(stream, NodeInput, input);
            foreach (string output in outputs)
                Text(stream, NodeOutput, output);
            Text(stream, NodeOpType, operation);
            foreach ((string name, object value) in attributes)
                Nested(stream, NodeAttribute, Attribute(name, value));
        })));

    /// <summary>The model as a file holds it.</summary>
    /// <param name="opset">The version of the operators.</param>
    internal byte[] ToBytes(int opset) => Message(model =>
    {
        Number(model, ModelIrVersion, IrVersion);
        Nested(model, ModelGraph, Message(graph =>
        {
            Text(graph, GraphName, "graph");
            foreach ((int field, byte[] part) in _parts)
                Nested(graph, field, part);
        }));
        Nested(model, ModelOpsetImport, Message(import => Number(import, OpsetVersion, opset)));
    });

    private static byte[] Attribute(string name, object value) => Message(stream =>
    {
        Text(stream, AttributeName, name);
        switch (value)
        {
            case int number:
                Number(stream, AttributeInteger, number);
                Number(stream, AttributeType, AttributeTypeInteger);
                break;
            case float number:
                Real(stream, AttributeFloat, number);
                Number(stream, AttributeType, AttributeTypeFloat);
                break;
            case string text:
                Text(stream, AttributeString, text);
                Number(stream, AttributeType, AttributeTypeString);
                break;
            case float[] numbers:
                foreach (float number in numbers)
                    Real(stream, AttributeFloats, number);
                Number(stream, AttributeType, AttributeTypeFloats);
                break;
            case string[] texts:
                foreach (string text in texts)
                    Text(stream, AttributeStrings, text);
                Number(stream, AttributeType, AttributeTypeStrings);
                break;
            default:
                throw new NotSupportedException($"An attribute of type {value.GetType().Name} is not written as ONNX.");
        }
    });

    private static byte[] Tensor(string name, int type, byte[] raw, int[] shape) => Message(tensor =>
    {
        foreach (int size in shape)
            Number(tensor, TensorDims, size);
        Number(tensor, TensorDataType, type);
        Text(tensor, TensorName, name);
        Nested(tensor, TensorRawData, raw);
    });

    private static byte[] Value(string name, int type, int[] shape)
    {
        byte[] dimensions = Message(stream =>
        {
            foreach (int size in shape)
                Nested(stream, ShapeDimension, Message(dimension => Number(dimension, DimensionValue, size)));
        });
        byte[] tensor = Message(stream =>
        {
            Number(stream, TensorElementType, type);
            Nested(stream, TensorShape, dimensions);
        });
        return Message(stream =>
        {
            Text(stream, ValueName, name);
            Nested(stream, ValueType, Message(inner => Nested(inner, TypeTensor, tensor)));
        });
    }

    private static byte[] Message(Action<CodedOutputStream> write)
    {
        using MemoryStream memory = new();
        using (CodedOutputStream stream = new(memory, leaveOpen: true))
            write(stream);
        return memory.ToArray();
    }

    private static void Number(CodedOutputStream stream, int field, long value)
    {
        stream.WriteTag(field, WireFormat.WireType.Varint);
        stream.WriteInt64(value);
    }

    private static void Real(CodedOutputStream stream, int field, float value)
    {
        stream.WriteTag(field, WireFormat.WireType.Fixed32);
        stream.WriteFloat(value);
    }

    private static void Text(CodedOutputStream stream, int field, string value)
    {
        stream.WriteTag(field, WireFormat.WireType.LengthDelimited);
        stream.WriteString(value);
    }

    private static void Nested(CodedOutputStream stream, int field, byte[] value)
    {
        stream.WriteTag(field, WireFormat.WireType.LengthDelimited);
        stream.WriteBytes(ByteString.CopyFrom(value));
    }
}
