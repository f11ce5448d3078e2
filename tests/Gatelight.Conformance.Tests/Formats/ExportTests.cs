using Gatelight.Formats;
using Gatelight.Formats.Arrays;
using Gatelight.Formats.Onnx;
using Gatelight.Formats.Tests.Onnx;
using Gatelight.Layers;

namespace Gatelight.Conformance.Tests.Formats;

/// <summary>Every layer that is written as ONNX: ONNX Runtime accepts the file and gives the same numbers.</summary>
public sealed class ExportTests
{
    public static TheoryData<string> Names => [.. RoundTripModels.All.Keys, .. RoundTripModels.Unrolled.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void OnnxRuntimeGivesTheSame(string name)
    {
        Func<Gatelight.Models.ModelArchitecture> make = RoundTripModels.All.TryGetValue(name, out Func<Gatelight.Models.ModelArchitecture>? plain) ? plain : RoundTripModels.Unrolled[name];
        LayeredModel model = RoundTripModels.Build(make());
        SeededRandom random = new(4);
        Dictionary<string, NdArray> inputs = new(StringComparer.Ordinal);
        for (int n = 0; n < model.Inputs.Count; n++)
        {
            LayerShape shape = model.Network.Architecture.Inputs[n];
            int[] size = shape.IsSequence ? [3, RoundTripModels.Steps, shape.Width] : [3, shape.Width];
            bool isToken = model.Network.Architecture.Nodes[0].Layer is Embedding;
            float[] values = [.. Enumerable.Range(0, size.Aggregate(1, (a, b) => a * b)).Select(_ => isToken ? random.NextBelow(11) : (float)random.NextNormal())];
            inputs[model.Inputs[n].Name] = NdArray.Of(values, size);
        }

        byte[] file = RoundTripModels.ToBytes(model);
        Dictionary<string, NdArray> there = OtherEngine.Run(file, inputs);
        OtherEngine.AssertClose(name, there, model.Run(inputs));
        using MemoryStream stream = new(file);
        OtherEngine.AssertClose($"{name}, read again", there, OnnxLoader.Open(stream, null).Run(inputs));
    }
}
