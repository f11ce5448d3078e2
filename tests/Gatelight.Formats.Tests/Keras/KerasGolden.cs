using System.Text.Json.Nodes;
using Gatelight.Formats.Arrays;

namespace Gatelight.Formats.Tests.Keras;

/// <summary>A small model with its weights, and what TensorFlow.js computes for an input.</summary>
internal sealed record KerasGolden(
    string Name, JsonObject Config, IReadOnlyList<KerasGoldenLayer> Weights, IReadOnlyList<NdArray> Inputs, IReadOnlyList<NdArray> Outputs)
{
    internal static KerasGolden Of(JsonNode item) => new(
        item["name"]!.GetValue<string>(), item["config"]!.AsObject(), [.. item["weights"]!.AsArray().Select(layer => KerasGoldenLayer.Of(layer!))],
        [.. item["inputs"]!.AsArray().Select(array => KerasGoldenLayer.Values(array!))], [.. item["outputs"]!.AsArray().Select(array => KerasGoldenLayer.Values(array!))]);

    /// <summary>Runs a model on the inputs and compares.</summary>
    internal void Check(ForeignModel model)
    {
        Assert.Equal(Inputs.Count, model.Inputs.Count);
        Assert.Equal(Outputs.Count, model.Outputs.Count);
        Dictionary<string, NdArray> inputs = new(StringComparer.Ordinal);
        for (int n = 0; n < Inputs.Count; n++)
            inputs.Add(model.Inputs[n].Name, Inputs[n]);
        IReadOnlyDictionary<string, NdArray> outputs = model.Run(inputs);
        for (int n = 0; n < Outputs.Count; n++)
        {
            NdArray actual = outputs[model.Outputs[n].Name];
            Assert.Equal(Outputs[n].Shape, actual.Shape);
            float[] expected = Outputs[n].ToSingles(), values = actual.ToSingles();
            for (int k = 0; k < expected.Length; k++)
                Assert.True(Math.Abs(expected[k] - values[k]) <= 1e-5 * Math.Max(1, Math.Abs(expected[k])), $"{Name}, output {n}, value {k}: {values[k]} instead of {expected[k]}");
        }
    }
}
