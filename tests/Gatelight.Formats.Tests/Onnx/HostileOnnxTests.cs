using Gatelight.Data;
using Gatelight.Formats.Arrays;
using Gatelight.Formats.Onnx.Exporting;
using Gatelight.Formats.Onnx.Wire;

namespace Gatelight.Formats.Tests.Onnx;

/// <summary>Files that lie: each is refused in one line, and none takes memory for what is not there.</summary>
public sealed class HostileOnnxTests
{
    private static byte[] Sample()
    {
        OnnxGraphWriter graph = new("test", names: null);
        graph.Reserve("X");
        graph.Reserve("Y");
        string w = graph.Weight("W", [.. Enumerable.Range(0, 12).Select(n => n / 10f)], 3, 4);
        graph.Rename(graph.Node("Relu", "act", [graph.Node("MatMul", "product", ["X", w])]), "Y");
        return OnnxModels.Model(graph, ["X"], ["Y"]);
    }

    [Fact]
    public void TheWholeFileIsRead() =>
        Assert.Equal(new[] { 2, 4 }, OnnxModels.Open(Sample()).Run(Inputs())["Y"].Shape);

    [Fact]
    public void EveryTruncationIsRefused()
    {
        byte[] whole = Sample();
        for (int length = 0; length < whole.Length; length++)
            AssertRefused(whole[..length]);
    }

    [Fact]
    public void ALengthThatLiesIsRefused()
    {
        ProtobufWriter model = new();
        model.Number(1, 8);
        byte[] start = OnnxModels.Bytes(model);
        // Field 7, with a length of 2^40 that nothing follows.
        AssertRefused([.. start, 0x3A, 0x80, 0x80, 0x80, 0x80, 0x80, 0x20], "promises");
    }

    [Theory]
    [InlineData(-1, "dimension -1")]
    [InlineData(1L << 40, "dimension")]
    [InlineData(2_000_000_000, "bytes")]
    public void ADimensionThatLiesIsRefused(long size, string part)
    {
        ProtobufWriter tensor = new();
        tensor.Number(1, size);
        tensor.Number(2, 1);
        tensor.Text(8, "W");
        tensor.Text(9, "abcd");
        AssertRefused(WithInitializer(tensor), part);
    }

    [Fact]
    public void ACircleIsRefused()
    {
        ProtobufWriter Node(string input, string output)
        {
            ProtobufWriter node = new();
            node.Text(1, input);
            node.Text(2, output);
            node.Text(3, $"make_{output}");
            node.Text(4, "Relu");
            return node;
        }

        ProtobufWriter graph = new();
        graph.Message(1, Node("b", "a"));
        graph.Message(1, Node("a", "b"));
        graph.Message(12, OnnxDocument.Value("a", ElementType.F32, null));
        AssertRefused(Wrap(graph), "circles");
    }

    [Fact]
    public void DeepNestingIsRefused()
    {
        ProtobufWriter inner = new();
        for (int depth = 0; depth < 500; depth++)
        {
            ProtobufWriter attribute = new();
            attribute.Text(1, "body");
            attribute.Message(6, inner);
            ProtobufWriter node = new();
            node.Text(4, "Loop");
            node.Message(5, attribute);
            ProtobufWriter graph = new();
            graph.Message(1, node);
            inner = graph;
        }

        AssertRefused(Wrap(inner), "deep");
    }

    [Fact]
    public void AnUnknownOperatorIsNamedWithItsPlace()
    {
        InvalidDataException failure = AssertRefused(OnnxModels.OfNode("Sigmoidd", ["X"], ["Y"]), "node 1 'node' (Sigmoidd)");
        Assert.Contains("did you mean Sigmoid?", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../secret.bin")]
    [InlineData("/etc/hostname")]
    [InlineData("a/../../secret.bin")]
    [InlineData("C:\\secret.bin")]
    [InlineData("..\\secret.bin")]
    public void ExternalDataStaysInItsFolder(string location)
    {
        ProtobufWriter entry = new();
        entry.Text(1, "location");
        entry.Text(2, location);
        ProtobufWriter tensor = new();
        tensor.Number(1, 1);
        tensor.Number(2, 1);
        tensor.Text(8, "W");
        tensor.Message(13, entry);
        tensor.Number(14, 1);
        AssertRefused(WithInitializer(tensor), "outside", Path.GetTempPath());
    }

    [Theory]
    [InlineData("ConstantOfShape", "more than")]
    [InlineData("Expand", "more than")]
    public void BillionsOfNumbersAreRefused(string op, string part)
    {
        NdArray shape = NdArray.Of([100_000L, 100_000L], 2);
        NdArray?[] inputs = op == "Expand" ? [NdArray.Of([1f], 1), shape] : [shape];
        InvalidInputException failure = Assert.Throws<InvalidInputException>(() => OnnxModels.Run(op, inputs));
        Assert.Contains(part, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AMissingUnknownOrMisshapenInputIsNamed()
    {
        var model = OnnxModels.Open(Sample());
        Assert.Contains("'X' is missing", Assert.Throws<InvalidInputException>(() => model.Run(new Dictionary<string, NdArray>(StringComparer.Ordinal))).Message, StringComparison.Ordinal);
        Assert.Contains("no input 'Z'", Assert.Throws<InvalidInputException>(() => model.Run(new Dictionary<string, NdArray>(StringComparer.Ordinal) { ["Z"] = NdArray.Of([1f], 1) })).Message, StringComparison.Ordinal);
        string line = Assert.Throws<InvalidInputException>(() => model.Run(new Dictionary<string, NdArray>(StringComparer.Ordinal) { ["X"] = NdArray.Of(new float[8], 2, 4) })).Message;
        Assert.Contains("(MatMul) cannot multiply", line, StringComparison.Ordinal);
    }

    private static Dictionary<string, NdArray> Inputs() => new(StringComparer.Ordinal) { ["X"] = NdArray.Of(new float[6], 2, 3) };

    private static byte[] WithInitializer(ProtobufWriter tensor)
    {
        ProtobufWriter graph = new();
        graph.Message(5, tensor);
        graph.Message(12, OnnxDocument.Value("W", ElementType.F32, null));
        return Wrap(graph);
    }

    private static byte[] Wrap(ProtobufWriter graph)
    {
        ProtobufWriter opset = new();
        opset.Number(2, 17);
        ProtobufWriter model = new();
        model.Number(1, 8);
        model.Message(7, graph);
        model.Message(8, opset);
        return OnnxModels.Bytes(model);
    }

    private static InvalidDataException AssertRefused(byte[] content, string part = "", string? folder = null)
    {
        InvalidDataException failure = Assert.Throws<InvalidDataException>(() => OnnxModels.Open(content, folder));
        Assert.Contains(part, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
        return failure;
    }
}
