using Gatelight.Conformance.Tests.Onnx;
using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Conformance.Tests;

/// <summary>The node tests that the ONNX project publishes with its specification (onnx/backend/test/data/node), LSTM without optional inputs.</summary>
public sealed class PublishedNodeTests
{
    public static TheoryData<KernelVariant> Variants() =>
        [.. from status in KernelRegistry.Available where status.IsSupported select status.Variant];

    [Theory]
    [MemberData(nameof(Variants))]
    public void LstmDefaults(KernelVariant variant)
    {
        OnnxTensor x = Read("test_lstm_defaults", "input_0.pb"); // [T, B, D]
        OnnxTensor inputWeight = Read("test_lstm_defaults", "input_1.pb"); // [1, 4H, D]
        OnnxTensor recurrentWeight = Read("test_lstm_defaults", "input_2.pb"); // [1, 4H, H]
        OnnxTensor expected = Read("test_lstm_defaults", "output_0.pb"); // Y_h [1, B, H]
        int features = inputWeight.Shape[2];
        int hidden = recurrentWeight.Shape[2];

        Model<float> model = new Sequential(new Lstm(hidden)).ToArchitecture(LayerShape.Sequence(features))
            .Build(seed: 0, KernelRegistry.Create<float>(variant));
        model.Parameters.Load([.. OnnxGates.ToOwn(inputWeight.Values), .. OnnxGates.ToOwn(recurrentWeight.Values), .. new float[4 * hidden]]);
        Assert.Equal(1, x.Shape[0]); // one step, so time-major and batch-major are the same
        float[] actual = model.Predict(new Batch<float>(x.Values, x.Shape[1], x.Shape[0], features));
        Assert.Equal(new[] { 1, x.Shape[1], hidden }, expected.Shape);
        Difference.Check($"test_lstm_defaults, {variant}", expected.Values, actual);
    }

    private static OnnxTensor Read(string test, string file) =>
        OnnxTensor.Read(TestResources.DataFile("models", "onnx", test, "test_data_set_0", file));
}
