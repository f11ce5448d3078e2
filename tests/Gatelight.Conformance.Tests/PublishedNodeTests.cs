using Gatelight.Conformance.Tests.Onnx;
using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Conformance.Tests;

/// <summary>The node tests that the ONNX project publishes with its specification (onnx/backend/test/data/node), LSTM and GRU without optional inputs.</summary>
public sealed class PublishedNodeTests
{
    public static TheoryData<KernelVariant> Variants() => [.. Samples.Variants];

    [Theory]
    [MemberData(nameof(Variants))]
    public void LstmDefaults(KernelVariant variant) => Compare(
        "test_lstm_defaults", variant, hidden => new Lstm(hidden),
        (input, recurrent, hidden) => [.. OnnxGates.ToOwn(input), .. OnnxGates.ToOwn(recurrent), .. new float[4 * hidden]]);

    // With no bias, and h₋₁ zero at the only step, both places of the reset give the same.
    [Theory]
    [MemberData(nameof(Variants))]
    public void GruDefaults(KernelVariant variant) => Compare(
        "test_gru_defaults", variant, hidden => new Gru(hidden) { ResetBefore = true },
        (input, recurrent, hidden) => [.. ResetFirst(input), .. ResetFirst(recurrent), .. new float[3 * hidden]]);

    private static void Compare(
        string test, KernelVariant variant, Func<int, RecurrentLayer> layer, Func<float[], float[], int, float[]> own)
    {
        OnnxTensor x = Read(test, "input_0.pb"); // [T, B, D]
        OnnxTensor inputWeight = Read(test, "input_1.pb"); // [1, G, D]
        OnnxTensor recurrentWeight = Read(test, "input_2.pb"); // [1, G, H]
        OnnxTensor expected = Read(test, "output_0.pb"); // Y_h [1, B, H]
        int features = inputWeight.Shape[2];
        int hidden = recurrentWeight.Shape[2];

        Model<float> model = new Sequential(layer(hidden)).ToArchitecture(LayerShape.Sequence(features))
            .Build(seed: 0, KernelRegistry.Create<float>(variant));
        model.Parameters.Load(own(inputWeight.Values, recurrentWeight.Values, hidden));
        Assert.Equal(1, x.Shape[0]); // one step, so time-major and batch-major are the same
        float[] actual = model.Predict(new Batch<float>(x.Values, x.Shape[1], x.Shape[0], features));
        Assert.Equal(new[] { 1, x.Shape[1], hidden }, expected.Shape);
        Difference.Check($"{test}, {variant}", expected.Values, actual);
    }

    // z, r, h in ONNX; r, z, n here.
    private static float[] ResetFirst(float[] onnx)
    {
        int block = onnx.Length / 3;
        return [.. onnx[block..(2 * block)], .. onnx[..block], .. onnx[(2 * block)..]];
    }

    private static OnnxTensor Read(string test, string file) =>
        OnnxTensor.Read(TestResources.DataFile("models", "onnx", test, "test_data_set_0", file));
}
