using System.Text.Json.Nodes;
using Gatelight.Data;
using Gatelight.Formats.Arrays;
using Gatelight.Models;
using Gatelight.Optimizers;
using Gatelight.Training;

namespace Gatelight.Formats.Tests.Keras;

/// <summary>What an imported model is called, says of itself and can be used for; and what is not read.</summary>
public sealed class KerasBehaviourTests
{
    [Fact]
    public void NamesShapesAndNotesAreKept()
    {
        using KerasTestFile file = new();
        KerasGolden golden = KerasGoldens.All["two outputs"];
        ForeignModel model = ModelFiles.Open(file.Named(golden.Config, golden.Weights, "2.3.1"));
        Assert.Equal("Keras 2 (HDF5)", model.Format);
        Assert.Equal(["right", "left"], model.Inputs.Select(port => port.Name));
        Assert.Equal("f32 [B, 4, 3]", model.Inputs[0].Layout);
        Assert.Contains(model.Facts, fact => fact is { Key: "keras version", Value: "2.3.1" });
        Assert.Contains(model.Weights, weight => weight.Name.EndsWith(".weight_hh", StringComparison.Ordinal));
        using KerasTestFile other = new();
        golden = KerasGoldens.All["shared layer"];
        Assert.Contains(ModelFiles.Open(other.Named(golden.Config, golden.Weights, "2.3.1")).Notes, note => note.Contains("used more than once", StringComparison.Ordinal));
    }

    [Fact]
    public void AnImportedModelIsTrainedFurther()
    {
        using KerasTestFile file = new();
        KerasGolden golden = KerasGoldens.All["lstm free steps"];
        Model<float> model = ModelFiles.Open(file.Named(golden.Config, golden.Weights, "2.3.1")).ToLayers().Network;
        float[] before = [.. model.Parameters.Values];
        TrainingSet set = new(golden.Inputs[0].ToSingles(), [1, -1], count: 2, steps: 5, features: 3);
        Trainer trainer = new(model, new TrainingOptions { Epochs = 40, BatchSize = 2, Optimizer = new Adam(0.05) });
        double first = trainer.Evaluate(set);
        trainer.Fit(set, cancellation: TestContext.Current.CancellationToken);
        Assert.NotEqual(before, model.Parameters.Values);
        Assert.True(trainer.Evaluate(set) < first / 2);
    }

    [Fact]
    public void LambdasImagesAndUnknownLayersAreNamed()
    {
        Refused("Lambda", "Python code");
        Refused("Conv2D", "works on images");
        Refused("TFOpLambda", "TensorFlow operation");
        Refused("Frobnicate", "not supported");
    }

    [Fact]
    public void WeightsOfAnotherModelAreRefused()
    {
        using KerasTestFile file = new();
        KerasGolden golden = KerasGoldens.All["lstm sequences"];
        InvalidInputException refusal = Assert.Throws<InvalidInputException>(() => ModelFiles.Open(file.Named(golden.Config, KerasGoldens.All["gru"].Weights, "2.3.1")));
        Assert.Contains("has 0 arrays of weights", refusal.Message, StringComparison.Ordinal);
        JsonObject config = golden.Config.DeepClone().AsObject();
        config["config"]!["layers"]![0]!["config"]!["units"] = 3;
        refusal = Assert.Throws<InvalidInputException>(() => ModelFiles.Open(file.Named(config, golden.Weights, "2.3.1", name: "other.h5")));
        Assert.Contains("not [3, 12]", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AttentionIsTheOneOfKeras()
    {
        // softmax(q·kᵀ)·v by hand: one query step that is zero looks at all steps alike.
        using KerasTestFile file = new();
        const string Config = """
            {"class_name": "Functional", "config": {"name": "m", "layers": [
              {"class_name": "InputLayer", "name": "q", "config": {"batch_input_shape": [null, 1, 2], "name": "q"}, "inbound_nodes": []},
              {"class_name": "InputLayer", "name": "v", "config": {"batch_input_shape": [null, 3, 2], "name": "v"}, "inbound_nodes": []},
              {"class_name": "KIND", "name": "a", "config": {"name": "a", "use_scale": false}, "inbound_nodes": [[["q", 0, 0, {}], ["v", 0, 0, {}]]]}],
              "input_layers": [["q", 0, 0], ["v", 0, 0]], "output_layers": [["a", 0, 0]]}}
            """;
        Dictionary<string, NdArray> inputs = new(StringComparer.Ordinal) { ["q"] = NdArray.Of(new float[2], 1, 1, 2), ["v"] = NdArray.Of([1f, 2, 3, 4, 5, 9], 1, 3, 2) };
        ForeignModel dot = ModelFiles.Open(file.Named(JsonNode.Parse(Config.Replace("KIND", "Attention", StringComparison.Ordinal))!.AsObject(), [], "2.4.0"));
        Assert.Equal([3f, 5f], dot.Run(inputs)["a"].ToSingles().Select(value => MathF.Round(value, 5)));
        ForeignModel additive = ModelFiles.Open(file.Named(JsonNode.Parse(Config.Replace("KIND", "AdditiveAttention", StringComparison.Ordinal))!.AsObject(), [], "2.4.0", name: "b.h5"));
        double[] scores = [Math.Tanh(1) + Math.Tanh(2), Math.Tanh(3) + Math.Tanh(4), Math.Tanh(5) + Math.Tanh(9)];
        double[] shares = [.. scores.Select(Math.Exp)];
        double total = shares.Sum(), first = (shares[0] + 3 * shares[1] + 5 * shares[2]) / total;
        Assert.Equal(first, additive.Run(inputs)["a"].ToSingles()[0], 1e-5);
    }

    [Fact]
    public void CudaLayersKeepTheirMatricesAnotherWay()
    {
        KerasGolden golden = KerasGoldens.All["lstm sequences"];
        NdArray kernel = golden.Weights[0].Arrays[0].Value, recurrent = golden.Weights[0].Arrays[1].Value, bias = golden.Weights[0].Arrays[2].Value;
        int hidden = recurrent.Shape[0], features = kernel.Shape[0];
        KerasGoldenLayer cuda = new(
            golden.Weights[0].Layer,
            [
                KeyValuePair.Create("kernel", CudaKernel(kernel, features, hidden)), KeyValuePair.Create("recurrent_kernel", CudaKernel(recurrent, hidden, hidden)),
                KeyValuePair.Create("bias", NdArray.Of([.. bias.ToSingles(), .. new float[4 * hidden]], 8 * hidden)),
            ]);
        JsonObject config = golden.Config.DeepClone().AsObject();
        config["config"]!["layers"]![0]!["class_name"] = "CuDNNLSTM";
        using KerasTestFile file = new();
        golden.Check(ModelFiles.Open(file.Named(config, [cuda], "2.2.4")));
    }

    // Each gate's [D, H] holds the numbers of its transpose [H, D].
    private static NdArray CudaKernel(NdArray kernel, int inputs, int hidden)
    {
        float[] values = kernel.ToSingles(), cuda = new float[values.Length];
        for (int gate = 0; gate < 4; gate++)
        {
            for (int n = 0; n < inputs * hidden; n++)
                cuda[n / hidden * 4 * hidden + gate * hidden + n % hidden] = values[n % inputs * 4 * hidden + gate * hidden + n / inputs];
        }

        return NdArray.Of(cuda, [.. kernel.Shape]);
    }

    private static void Refused(string kind, string reason)
    {
        using KerasTestFile file = new();
        JsonObject config = KerasGoldens.All["stack"].Config.DeepClone().AsObject();
        config["config"]!["layers"]!.AsArray().Add((JsonNode)new JsonObject { ["class_name"] = kind, ["config"] = new JsonObject { ["name"] = "culprit" } });
        InvalidInputException refusal = Assert.Throws<InvalidInputException>(() => ModelFiles.Open(file.Named(config, KerasGoldens.All["stack"].Weights, "2.3.1")));
        Assert.Contains($"culprit ({kind})", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }
}
