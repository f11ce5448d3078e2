using System.Globalization;
using Gatelight.Formats.Arrays;
using Gatelight.Formats.Onnx;
using Gatelight.Formats.Onnx.Exporting;
using Gatelight.Formats.Onnx.Wire;

namespace Gatelight.Conformance.Tests.Formats;

/// <summary>Graphs of operators drawn at random, against ONNX Runtime: every shape on the way is worked out by this library alone.</summary>
public sealed class RandomGraphTests(ITestOutputHelper output)
{
    private const int Cases = 400, Nodes = 6;

    [Fact]
    public void RandomGraphsGiveTheSame()
    {
        Dictionary<string, int> seen = new(StringComparer.Ordinal);
        for (int seed = 0; seed < Cases; seed++)
        {
            SeededRandom random = new((ulong)(1000 + seed));
            NdArray x = NdArray.Of([.. Enumerable.Range(0, 24).Select(_ => (float)random.NextNormal())], 2, 3, 4);
            OnnxGraphWriter graph = new("random", names: null);
            graph.Reserve("X");
            graph.Reserve("Y");
            RandomOperators operators = new(graph, random);
            (string name, int[] shape) = ("X", [2, 3, 4]);
            for (int n = 0; n < Nodes; n++)
                (name, shape) = operators.Next(name, shape, seen);
            graph.Rename(name, "Y");
            byte[] model = Model(graph);
            Dictionary<string, NdArray> inputs = new(StringComparer.Ordinal) { ["X"] = x };
            using MemoryStream stream = new(model);
            IReadOnlyDictionary<string, NdArray> here = OnnxLoader.Open(stream, null).Run(inputs);
            OtherEngine.AssertClose(string.Create(CultureInfo.InvariantCulture, $"seed {seed}"), OtherEngine.Run(model, inputs), here);
            Assert.Equal(shape, here["Y"].Shape);
        }

        output.WriteLine($"{Cases} graphs of {Nodes} operators: {string.Join(", ", seen.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value}"))}.");
        Assert.Equal(RandomOperators.Kinds.Order(StringComparer.Ordinal), seen.Keys.Order(StringComparer.Ordinal));
    }

    private static byte[] Model(OnnxGraphWriter graph)
    {
        ProtobufWriter version = new(), model = new();
        version.Text(1, string.Empty);
        version.Number(2, 17);
        model.Number(1, 8);
        model.Message(7, graph.ToMessage([OnnxDocument.Value("X", ElementType.F32, [(2, null), (3, null), (4, null)])], [OnnxDocument.Value("Y", ElementType.F32, null)]));
        model.Message(8, version);
        using MemoryStream stream = new();
        model.WriteTo(stream);
        return stream.ToArray();
    }
}
