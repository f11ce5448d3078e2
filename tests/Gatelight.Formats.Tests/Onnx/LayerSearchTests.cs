using Gatelight.Data;
using Gatelight.Formats.Arrays;
using Gatelight.Formats.Onnx;
using Gatelight.Formats.Onnx.Exporting;
using Gatelight.Formats.Onnx.Wire;

namespace Gatelight.Formats.Tests.Onnx;

/// <summary>The forms in which exporters write a recurrent model are said in layers, and the layers give what the graph gives.</summary>
public sealed class LayerSearchTests
{
    private const int Features = 3, Hidden = 4, Steps = 5, Batch = 2;

    private readonly OnnxGraphWriter _graph = new("test", names: null);
    private readonly SeededRandom _random = new(3);

    public LayerSearchTests()
    {
        _graph.Reserve("X");
        _graph.Reserve("Y");
    }

    [Fact]
    public void ComputedInitialStatesAndTheLastStepFoldAway()
    {
        string batch = _graph.Node("Gather", "size", [_graph.Node("Shape", "shape", ["X"]), _graph.Number(1)], ("axis", 0));
        string dims = _graph.Node("Concat", "dims", [_graph.Numbers(1), _graph.Node("Unsqueeze", "one", [batch, _graph.Numbers(0)]), _graph.Numbers(Hidden)], ("axis", 0));
        string zeros = _graph.Node("ConstantOfShape", "zeros", [dims]);
        string[] y = Lstm("X", 1, zeros, zeros);
        string series = _graph.Node("Transpose", "turned", [_graph.Node("Squeeze", "squeezed", [y[0], _graph.Numbers(1)])], ("perm", new long[] { 1, 0, 2 }));
        string last = _graph.Node("Gather", "last", [series, _graph.Number(-1)], ("axis", 1));
        Finish(_graph.Node("Gemm", "fc", [last, Weight(2, Hidden), Weight(2)], ("transB", 1)));
        AssertSame([(0, "steps"), (0, "batch"), (Features, null)], [Steps, Batch, Features], "Lstm", "TakeStep", "Dense");
    }

    [Fact]
    public void BothDirectionsSideBySideAreOneLayer()
    {
        string[] y = Lstm("X", 2, string.Empty, string.Empty);
        string turned = _graph.Node("Transpose", "turned", [y[0]], ("perm", new long[] { 2, 0, 1, 3 }));
        string joined = _graph.Node("Reshape", "joined", [turned, _graph.Numbers(0, 0, -1)]);
        string scores = _graph.Node("Add", "sum", [_graph.Node("MatMul", "product", [joined, Weight(2 * Hidden, 3)]), Weight(3)]);
        Finish(_graph.Node("Softmax", "softmax", [scores], ("axis", -1)));
        AssertSame([(0, "steps"), (0, "batch"), (Features, null)], [Steps, Batch, Features], "Bidirectional", "Dense", "Softmax");
    }

    [Fact]
    public void ConvolutionsBeforeTheRecurrenceReadFeaturesBeforeSteps()
    {
        string conv = _graph.Node("Relu", "relu", [_graph.Node("Conv", "conv", ["X", Weight(Features, Features, 3), Weight(Features)], ("pads", new long[] { 1, 1 }))]);
        string pooled = _graph.Node("MaxPool", "pool", [conv], ("kernel_shape", new long[] { 2 }), ("strides", new long[] { 2 }));
        string[] y = Lstm(_graph.Node("Transpose", "turned", [pooled], ("perm", new long[] { 2, 0, 1 })), 1, string.Empty, string.Empty);
        Finish(_graph.Node("Gemm", "fc", [_graph.Node("Squeeze", "squeezed", [y[1], _graph.Numbers(0)]), Weight(2, Hidden), Weight(2)], ("transB", 1)));
        AssertSame([(0, "batch"), (Features, null), (0, "steps")], [Batch, Features, Steps + 1], "Conv1D", "Activate", "MaxPooling1D", "Lstm", "Dense");
    }

    [Fact]
    public void FixedSizesAndAFlattenAreRead()
    {
        string[] y = Lstm(_graph.Node("Transpose", "turned", ["X"], ("perm", new long[] { 1, 0, 2 })), 1, string.Empty, string.Empty);
        string series = _graph.Node("Transpose", "back", [_graph.Node("Squeeze", "squeezed", [y[0], _graph.Numbers(1)])], ("perm", new long[] { 1, 0, 2 }));
        string flat = _graph.Node("Reshape", "flat", [series, _graph.Numbers(Batch, Steps * Hidden)]);
        string scaled = _graph.Node("Mul", "scaled", [_graph.Node("Gemm", "fc", [flat, Weight(3, Steps * Hidden), Weight(3)], ("transB", 1)), Weight(3)]);
        Finish(_graph.Node("LogSoftmax", "log", [scaled], ("axis", 1)));
        AssertSame([(Batch, null), (Steps, null), (Features, null)], [Batch, Steps, Features], "Lstm", "Flatten", "Dense", "ScaleFeatures", "LogSoftmax");
    }

    [Fact]
    public void ANodeWithoutALayerIsNamedAndTheModelStillRuns()
    {
        string[] y = Lstm("X", 1, string.Empty, string.Empty);
        Finish(_graph.Node("Erf", "odd", [_graph.Node("Squeeze", "squeezed", [y[1], _graph.Numbers(0)])]));
        OnnxModel model = Model([(0, "steps"), (0, "batch"), (Features, null)]);
        string line = Assert.Throws<InvalidInputException>(() => model.ToLayers()).Message;
        Assert.Contains("'odd' (Erf) has no layer that says the same", line, StringComparison.Ordinal);
        Assert.Equal(new[] { Batch, Hidden }, model.Run(Inputs([Steps, Batch, Features]))["Y"].Shape);
    }

    private string[] Lstm(string x, int directions, string hidden, string cell)
    {
        List<string> inputs = [x, Weight(directions, 4 * Hidden, Features), Weight(directions, 4 * Hidden, Hidden), Weight(directions, 8 * Hidden)];
        if (hidden.Length > 0)
            inputs.AddRange([string.Empty, hidden, cell]);
        return _graph.Nodes("LSTM", "lstm", [.. inputs], 3, ("hidden_size", Hidden), ("direction", directions == 2 ? "bidirectional" : "forward"));
    }

    private string Weight(params int[] shape) => _graph.Weight("weight", [.. Enumerable.Range(0, NdArray.Count(shape)).Select(_ => 0.4f * (float)_random.NextNormal())], shape);

    private void Finish(string value) => _graph.Rename(value, "Y");

    private OnnxModel Model((int, string?)[] dimensions)
    {
        ProtobufWriter version = new(), model = new();
        version.Number(2, 17);
        model.Number(1, 8);
        model.Message(7, _graph.ToMessage([OnnxDocument.Value("X", ElementType.F32, dimensions)], [OnnxDocument.Value("Y", ElementType.F32, null)]));
        model.Message(8, version);
        return OnnxModels.Open(OnnxModels.Bytes(model));
    }

    private Dictionary<string, NdArray> Inputs(int[] shape) =>
        new(StringComparer.Ordinal) { ["X"] = NdArray.Of([.. Enumerable.Range(0, NdArray.Count(shape)).Select(_ => (float)_random.NextNormal())], shape) };

    private void AssertSame((int, string?)[] dimensions, int[] shape, params string[] kinds)
    {
        OnnxModel model = Model(dimensions);
        LayeredModel layers = model.ToLayers();
        Assert.Equal(kinds, layers.Network.Architecture.Nodes.Select(node => node.Layer.Kind));
        Dictionary<string, NdArray> inputs = Inputs(shape);
        NdArray expected = model.Run(inputs)["Y"], actual = layers.Run(inputs)["Y"];
        Assert.Equal(expected.Shape, actual.Shape);
        for (int n = 0; n < expected.Length; n++)
            Assert.Equal(expected.Values<float>()[n], actual.Values<float>()[n], 1e-5f);
    }
}
