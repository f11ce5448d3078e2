using Gatelight.Formats.Arrays;
using Gatelight.Formats.Onnx;
using Gatelight.Layers;

namespace Gatelight.Formats.Tests.Onnx;

/// <summary>What goes out as ONNX runs the same there, and comes back as layers that give the same bits.</summary>
public sealed class RoundTripTests
{
    private const double Tolerance = 1e-5;
    private const int Batch = 4;

    public static TheoryData<string> Names => [.. RoundTripModels.All.Keys];

    public static TheoryData<string> UnrolledNames => [.. RoundTripModels.Unrolled.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void WhatComesBackGivesTheSameBits(string name)
    {
        LayeredModel model = RoundTripModels.Build(RoundTripModels.All[name]());
        Dictionary<string, NdArray> inputs = Inputs(model);
        IReadOnlyDictionary<string, NdArray> expected = model.Run(inputs);
        OnnxModel written = OnnxModels.Open(RoundTripModels.ToBytes(model));
        AssertClose(expected, written.Run(inputs), Tolerance);
        LayeredModel back = written.ToLayers();
        Assert.Equal(model.Inputs.Select(port => port.Name), back.Inputs.Select(port => port.Name));
        Assert.Equal(model.Outputs.Select(port => port.Name), back.Outputs.Select(port => port.Name));
        AssertClose(expected, back.Run(inputs), name.Contains("sum", StringComparison.Ordinal) || name.Contains("product", StringComparison.Ordinal) ? 1e-6 : 0);
        Assert.Equal(RoundTripModels.ToBytes(model), RoundTripModels.ToBytes(model));
        if (name is "Lstm" or "Lstm of sequences" or "Gru")
            Assert.Subset(back.Network.Architecture.LayerNames().ToHashSet(StringComparer.Ordinal), model.Network.Architecture.LayerNames().ToHashSet(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(UnrolledNames))]
    public void WhatIsUnrolledRunsTheSame(string name)
    {
        LayeredModel model = RoundTripModels.Build(RoundTripModels.Unrolled[name]());
        Dictionary<string, NdArray> inputs = Inputs(model);
        AssertClose(model.Run(inputs), OnnxModels.Open(RoundTripModels.ToBytes(model)).Run(inputs), Tolerance);
    }

    [Fact]
    public void AnEnsembleIsItsMean()
    {
        LayeredModel one = RoundTripModels.Build(RoundTripModels.All["Lstm"](), 1), two = RoundTripModels.Build(RoundTripModels.All["Lstm"](), 2);
        LayeredModel both = new("test", [one.Network, two.Network]);
        Dictionary<string, NdArray> inputs = Inputs(both);
        AssertClose(both.Run(inputs), OnnxModels.Open(RoundTripModels.ToBytes(both)).Run(inputs), Tolerance);
    }

    [Fact]
    public void NamesAndAxesAreKeptThroughAGatelightFile()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("gatelight-formats-");
        try
        {
            LayeredModel model = RoundTripModels.Build(RoundTripModels.All["Lstm"]());
            ModelPort input = new("series", ElementType.F32, [new PortAxis(AxisKind.Time, 0, "time"), new PortAxis(AxisKind.Batch), new PortAxis(AxisKind.Feature, RoundTripModels.Features)]);
            LayeredModel named = new("test", model.Members, [input], [LayeredModel.PortOf("answer", LayerShape.Vector(2))]);
            string path = Path.Combine(folder.FullName, "model.gatelight");
            new GatelightExporter().Write(named, path);
            ForeignModel back = ModelFiles.Open(path);
            Assert.Equal("series", Assert.Single(back.Inputs).Name);
            Assert.Equal("[time, B, 3]", back.Inputs[0].Layout[4..]);
            float[] values = [.. Enumerable.Range(0, 30).Select(n => MathF.Sin(n))];
            Dictionary<string, NdArray> series = new(StringComparer.Ordinal) { ["series"] = NdArray.Of(values, 5, 2, 3) };
            AssertClose(named.Run(series), back.Run(series), 0);
            AssertClose(named.Run(series), OnnxModels.Open(RoundTripModels.ToBytes(named)).Run(series), Tolerance);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Dictionary<string, NdArray> Inputs(LayeredModel model)
    {
        SeededRandom random = new(9);
        Dictionary<string, NdArray> inputs = new(StringComparer.Ordinal);
        for (int n = 0; n < model.Inputs.Count; n++)
        {
            LayerShape shape = model.Network.Architecture.Inputs[n];
            int[] size = shape.IsSequence ? [Batch, RoundTripModels.Steps, shape.Width] : [Batch, shape.Width];
            bool isToken = model.Network.Architecture.Nodes[0].Layer is Embedding;
            float[] values = new float[NdArray.Count(size)];
            for (int at = 0; at < values.Length; at++)
                values[at] = isToken ? random.NextBelow(11) : (float)random.NextNormal();
            inputs[model.Inputs[n].Name] = NdArray.Of(values, size);
        }

        return inputs;
    }

    private static void AssertClose(IReadOnlyDictionary<string, NdArray> expected, IReadOnlyDictionary<string, NdArray> actual, double tolerance)
    {
        Assert.Equal(expected.Keys, actual.Keys);
        foreach (var (name, array) in expected)
        {
            Assert.Equal(array.Shape, actual[name].Shape);
            ReadOnlySpan<float> a = array.Values<float>(), b = actual[name].Values<float>();
            for (int n = 0; n < a.Length; n++)
                Assert.True(Math.Abs(a[n] - b[n]) <= tolerance * Math.Max(1, Math.Abs(a[n])), $"{name}[{n}]: {a[n]} and {b[n]}");
        }
    }
}
