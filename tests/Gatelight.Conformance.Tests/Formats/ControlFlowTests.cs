using Gatelight.Formats.Arrays;
using Gatelight.Formats.Onnx;
using Gatelight.Formats.Onnx.Exporting;
using Gatelight.Formats.Onnx.Wire;

namespace Gatelight.Conformance.Tests.Formats;

/// <summary>Graphs inside of nodes, which read values from around them, against ONNX Runtime.</summary>
public sealed class ControlFlowTests
{
    private readonly OnnxGraphWriter _graph = new("control", names: null);

    public ControlFlowTests()
    {
        foreach (string name in (string[])["X", "Y", "Z"])
            _graph.Reserve(name);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void ALoopCarriesAndCollects(int turns)
    {
        OnnxGraphWriter body = _graph.Inner("body");
        string turn = body.Unique("turn"), goesOn = body.Unique("goes_on"), state = body.Unique("state");
        string next = body.Node("Add", "next", [body.Node("Mul", "scaled", [state, _graph.Scalar(0.5)]), "X"]);
        string still = body.Node("Identity", "still", [goesOn]), seen = body.Node("Identity", "seen", [next]);
        ProtobufWriter message = body.ToMessage(
            [OnnxDocument.Value(turn, ElementType.I64, []), OnnxDocument.Value(goesOn, ElementType.Bool, []), OnnxDocument.Value(state, ElementType.F32, [(2, null)])],
            [OnnxDocument.Value(still, ElementType.Bool, []), OnnxDocument.Value(next, ElementType.F32, [(2, null)]), OnnxDocument.Value(seen, ElementType.F32, [(2, null)])]);
        string always = _graph.Node("Cast", "always", [_graph.Number(1)], ("to", 9));
        string[] outputs = _graph.Nodes("Loop", "loop", [_graph.Number(turns), always, "X"], 2, ("body", message));
        _graph.Rename(outputs[0], "Y");
        _graph.Rename(outputs[1], "Z");
        AssertSame("Y", "Z");
    }

    [Theory]
    [InlineData(-10)]
    [InlineData(10)]
    public void AChoiceRunsOneBranch(double border)
    {
        string choice = _graph.Node("Less", "choice", [_graph.Node("ReduceSum", "sum", ["X"], ("keepdims", 0)), _graph.Scalar(border)]);
        OnnxGraphWriter yes = _graph.Inner("yes"), no = _graph.Inner("no");
        string negative = yes.Node("Neg", "negative", ["X"]), doubled = no.Node("Add", "doubled", ["X", "X"]);
        string[] outputs = _graph.Nodes(
            "If", "if", [choice], 1, ("then_branch", yes.ToMessage([], [OnnxDocument.Value(negative, ElementType.F32, [(2, null)])])),
            ("else_branch", no.ToMessage([], [OnnxDocument.Value(doubled, ElementType.F32, [(2, null)])])));
        _graph.Rename(outputs[0], "Y");
        AssertSame("Y");
    }

    private void AssertSame(params string[] outputs)
    {
        ProtobufWriter version = new(), model = new();
        version.Text(1, string.Empty);
        version.Number(2, 17);
        model.Number(1, 8);
        model.Message(7, _graph.ToMessage([OnnxDocument.Value("X", ElementType.F32, [(2, null)])], [.. outputs.Select(name => OnnxDocument.Value(name, ElementType.F32, null))]));
        model.Message(8, version);
        using MemoryStream stream = new();
        model.WriteTo(stream);
        Dictionary<string, NdArray> inputs = new(StringComparer.Ordinal) { ["X"] = NdArray.Of([0.5f, -1.5f], 2) };
        Dictionary<string, NdArray> there = OtherEngine.Run(stream.ToArray(), inputs);
        Assert.Equal(outputs, there.Keys);
        OtherEngine.AssertClose("control flow", there, OnnxLoader.Open(stream, null).Run(inputs));
    }
}
