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

    [Theory]
    [InlineData("Cropping1D", "\"cropping\": [1, 1]", new float[] { 3, 4 })]
    [InlineData("ZeroPadding1D", "\"padding\": [1, 4]", new float[] { 0, 0, 1, 2, 3, 4, 5, 6, 0, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData("UpSampling1D", "\"size\": 2", new float[] { 1, 2, 1, 2, 3, 4, 3, 4, 5, 6, 5, 6 })]
    [InlineData("Rescaling", "\"scale\": 2, \"offset\": -1", new float[] { 1, 3, 5, 7, 9, 11 })]
    [InlineData("Subtract", "", new float[] { 0, 0, 0, 0, 0, 0 })]
    [InlineData("ReLU", "\"negative_slope\": 0.5, \"threshold\": 4, \"max_value\": 5", new float[] { -1.5f, -1, -0.5f, 4, 5, 5 })]
    [InlineData("GlobalAveragePooling1D", "\"keepdims\": true", new float[] { 3, 4 })]
    public void LayersThatOneCanReckon(string kind, string options, float[] expected) =>
        Assert.Equal(expected, Reckon(kind, options, [], NdArray.Of([1f, 2, 3, 4, 5, 6], 1, 3, 2)));

    [Fact]
    public void ConvolutionsThatLookAtEachFeature()
    {
        NdArray depth = NdArray.Of([1f, 10, 2, 20], 2, 2, 1), point = NdArray.Of([1f, 0.5f], 1, 2, 1), input = NdArray.Of([1f, 2, 3, 4, 5, 6], 1, 3, 2);
        Assert.Equal([7f, 100, 13, 160], Reckon("DepthwiseConv1D", "\"kernel_size\": [2], \"use_bias\": false", [depth], input));
        Assert.Equal([57f, 93], Reckon("SeparableConv1D", "\"filters\": 1, \"kernel_size\": [2], \"use_bias\": false", [depth, point], input));
        Assert.Equal([11f, 15], Reckon("Conv1D", "\"filters\": 1, \"kernel_size\": [2], \"data_format\": \"channels_first\"", [NdArray.Of([1f, 0, 0, 2], 2, 2, 1), NdArray.Of([0f], 1)], NdArray.Of([1f, 3, 5, 2, 5, 6], 1, 2, 3)));
    }

    /// <summary>The numbers of Keras' own test of its GRU (keras-team/keras, Apache-2.0: keras/src/layers/rnn/gru_test.py), reset_after being its default.</summary>
    [Theory]
    [InlineData("GRU", "\"reset_after\": true", new[] { 2, 9 })]
    [InlineData("CuDNNGRU", "", new[] { 18 })]
    public void AGruThatResetsAfterTheProduct(string kind, string options, int[] bias)
    {
        NdArray input = NdArray.Of([.. Enumerable.Range(0, 72).Select(n => (float)n)], 3, 6, 4);
        float[] actual = Reckon(
            kind, $"\"units\": 3, \"recurrent_activation\": \"sigmoid\"{(options.Length > 0 ? ", " : "")}{options}",
            [Filled(0.01f, 4, 9), Filled(0.02f, 3, 9), Filled(0.03f, bias)], input);
        float[] expected = [0.5217289f, 0.6371659f, 0.39384964f];
        for (int n = 0; n < actual.Length; n++)
            Assert.Equal(expected[n / 3], actual[n], 1e-5f);
    }

    private static NdArray Filled(float value, params int[] shape) => NdArray.Of([.. Enumerable.Repeat(value, shape.Aggregate((product, size) => product * size))], shape);

    // A model of one layer, which reads the same input twice where it joins two.
    private static float[] Reckon(string kind, string options, NdArray[] weights, NdArray input)
    {
        string shape = string.Join(", ", input.Shape.Skip(1));
        string second = kind == "Subtract" ? ", [\"x\", 0, 0, {}]" : string.Empty;
        string config = $$$"""
            {"class_name": "Functional", "config": {"name": "m", "layers": [
              {"class_name": "InputLayer", "name": "x", "config": {"batch_input_shape": [null, {{{shape}}}], "name": "x"}, "inbound_nodes": []},
              {"class_name": "{{{kind}}}", "name": "y", "config": {"name": "y"{{{(options.Length > 0 ? ", " : "")}}}{{{options}}}}, "inbound_nodes": [[["x", 0, 0, {}]{{{second}}}]]}],
              "input_layers": [["x", 0, 0]], "output_layers": [["y", 0, 0]]}}
            """;
        using KerasTestFile file = new();
        KerasGoldenLayer[] layers = weights.Length == 0 ? [] : [new KerasGoldenLayer("y", [.. weights.Select((array, n) => KeyValuePair.Create($"w{n}", array))])];
        string path = file.Named(JsonNode.Parse(config)!.AsObject(), layers, "2.4.0");
        return ModelFiles.Open(path).Run(new Dictionary<string, NdArray>(StringComparer.Ordinal) { ["x"] = input })["y"].ToSingles();
    }

    [Fact]
    public void AMergeOfKeras1HasModelsInside()
    {
        const string Config = """
            {"class_name": "Sequential", "config": [
              {"class_name": "Merge", "config": {"name": "merge_1", "mode": "concat", "concat_axis": -1, "layers": [
                {"class_name": "Sequential", "config": [{"class_name": "Dense", "config": {"name": "dense_1", "output_dim": 1, "input_dim": 2, "activation": "linear"}}]},
                {"class_name": "Sequential", "config": [{"class_name": "Dense", "config": {"name": "dense_2", "output_dim": 1, "input_dim": 1, "activation": "linear"}}]}]}},
              {"class_name": "Dense", "config": {"name": "dense_3", "output_dim": 1, "activation": "linear", "bias": true}}]}
            """;
        using KerasTestFile file = new();
        string path = file.Named(
            JsonNode.Parse(Config)!.AsObject(),
            [
                Weights("dense_1", NdArray.Of([1f, 2], 2, 1), NdArray.Of([0.5f], 1)), Weights("dense_2", NdArray.Of([3f], 1, 1), NdArray.Of([0f], 1)),
                Weights("dense_3", NdArray.Of([1f, 10], 2, 1), NdArray.Of([0f], 1)),
            ],
            "1.2.2");
        ForeignModel model = ModelFiles.Open(path);
        Assert.Equal("Keras 1 (HDF5)", model.Format);
        IReadOnlyDictionary<string, NdArray> outputs = model.Run(
            new Dictionary<string, NdArray>(StringComparer.Ordinal) { [model.Inputs[0].Name] = NdArray.Of([1f, 1], 1, 2), [model.Inputs[1].Name] = NdArray.Of([2f], 1, 1) });
        Assert.Equal([3.5f + 60], outputs["dense_3"].ToSingles());

        static KerasGoldenLayer Weights(string name, NdArray weight, NdArray bias) => new(name, [KeyValuePair.Create($"{name}_W", weight), KeyValuePair.Create($"{name}_b", bias)]);
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
