using System.Text.Json;
using Gatelight.Data;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;
using Gatelight.Serialization;

namespace Gatelight.Tests.Serialization;

public sealed class ModelBundleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gatelight-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_loaded_predicts_the_same_bits()
    {
        ModelBundle branched = SampleBundles.Of(SampleBundles.Branched());
        ModelBundle loaded = SampleBundles.Load(branched.Save());
        Assert.Equal(SampleBundles.Predictions(branched), SampleBundles.Predictions(loaded));
        Assert.Equal(branched.Members[0].Parameters.Values, loaded.Members[0].Parameters.Values);

        ModelBundle ensemble = SampleBundles.Small();
        Assert.Equal(SampleBundles.Predictions(ensemble), SampleBundles.Predictions(SampleBundles.Load(ensemble.Save())));
    }

    [Fact]
    public void Everything_beside_the_weights_comes_back()
    {
        ModelBundle bundle = SampleBundles.Small();
        string path = Path.Combine(_folder, "m.gatelight");
        bundle.Save(path);
        ModelBundle loaded = ModelBundle.Load(path);
        Assert.Equal("forecast", loaded.Task);
        Assert.Equal(bundle.Metadata, loaded.Metadata);
        Assert.Equal(bundle.Metrics, loaded.Metrics);
        Assert.Equal(bundle.TrainingData, loaded.TrainingData);
        Assert.Equal("0.10", loaded.Pipeline!.Value.GetProperty("scale")[2].GetRawText());
        Assert.True(JsonElement.DeepEquals(bundle.Pipeline!.Value, loaded.Pipeline.Value));
        Assert.Same(loaded.Members[0].Architecture, loaded.Members[1].Architecture);
        Assert.NotSame(loaded.Members[0].Architecture, loaded.Members[2].Architecture);
    }

    [Fact]
    public void The_same_bundle_gives_the_same_bytes_also_after_loading()
    {
        byte[] first = SampleBundles.Small().Save();
        Assert.Equal(first, SampleBundles.Small().Save());
        Assert.Equal(first, SampleBundles.Load(first).Save());
    }

    [Fact]
    public void The_order_of_metadata_and_metrics_does_not_change_the_bytes()
    {
        ModelBundle bundle = SampleBundles.Small();
        ModelBundle turned = bundle with
        {
            Metadata = bundle.Metadata.Reverse().ToDictionary(),
            Metrics = bundle.Metrics.Reverse().ToDictionary(),
        };
        Assert.Equal(bundle.Save(), turned.Save());
    }

    [Fact]
    public void A_bundle_without_pipeline_and_training_data_comes_back_without()
    {
        ModelBundle loaded = SampleBundles.Load(SampleBundles.Of(SampleBundles.Chain()).Save());
        Assert.Null(loaded.Pipeline);
        Assert.Null(loaded.TrainingData);
        Assert.Empty(loaded.Metadata);
        Assert.Empty(loaded.Metrics);
    }

    [Fact]
    public void A_loaded_model_can_be_trained_on()
    {
        Model<float> model = SampleBundles.Load(SampleBundles.Small().Save()).Members[0];
        model.Forward(new Batch<float>(new float[] { 1, 2, 3, 4 }, 1, 2, 2));
        model.Backward([1f], GradientTarget.Parameters);
        Assert.Contains(model.Parameters.Gradients, gradient => gradient != 0);
    }

    [Fact]
    public void A_layer_of_the_users_own_is_named()
    {
        ModelBundle bundle = SampleBundles.Of(new Sequential(new Lstm(2), new Twice { Name = "doubler" }).ToArchitecture(LayerShape.Sequence(1)));
        string message = Assert.Throws<InvalidInputException>(() => bundle.Save()).Message;
        Assert.Equal("Cannot save the model: layer doubler is of the kind Twice, which a model file cannot hold; build the model from Gatelight's own layers.", message);
    }

    [Fact]
    public void What_could_not_be_read_again_is_not_saved()
    {
        ModelBundle sameNames = SampleBundles.Of(new Sequential(new Lstm(2) { Name = "lstm_1.a", ReturnSequences = true }, new Lstm(2) { Name = "lstm_1.a" }).ToArchitecture(LayerShape.Sequence(1)));
        Assert.Equal(SampleBundles.Predictions(sameNames), SampleBundles.Predictions(SampleBundles.Load(sameNames.Save())));

        ModelBundle likeAutomatic = SampleBundles.Of(new Sequential(new Lstm(2) { Name = "lstm_1", ReturnSequences = true }, new Lstm(2)).ToArchitecture(LayerShape.Sequence(1)));
        Assert.Equal(SampleBundles.Predictions(likeAutomatic), SampleBundles.Predictions(SampleBundles.Load(likeAutomatic.Save())));

        Refused(SampleBundles.Small() with { Members = [] }, "it has 0 members, not 1 to 1024; make the ensemble that size and save it again.");
        string deep = new string('[', 100) + new string(']', 100);
        Refused(SampleBundles.Small() with { Pipeline = JsonElement.Parse(deep, new JsonDocumentOptions { MaxDepth = 200 }) }, "");
        Refused(SampleBundles.Small() with { Pipeline = default(JsonElement) }, "");
        Refused(SampleBundles.Small() with { Metadata = new Dictionary<string, string> { ["long"] = new string('a', 16 << 20) } }, "above the limit of 16777216");

        static void Refused(ModelBundle bundle, string what)
        {
            string message = Assert.Throws<InvalidInputException>(() => bundle.Save()).Message;
            Assert.StartsWith("Cannot save the model: ", message, StringComparison.Ordinal);
            Assert.Contains(what, message, StringComparison.Ordinal);
            Assert.DoesNotContain(message, char.IsControl);
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_weight_that_is_not_finite_is_not_saved_and_the_old_file_stays_whole(float weight)
    {
        string path = Path.Combine(_folder, "m.gatelight");
        ModelBundle bundle = SampleBundles.Small();
        bundle.Save(path);
        byte[] before = File.ReadAllBytes(path);
        bundle.Members[1].Parameters.Values[^1] = weight;
        string message = Assert.Throws<InvalidInputException>(() => bundle.Save(path)).Message;
        Assert.Contains("member_1.dense_1.bias holds a value that is not a finite number", message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_file_that_is_not_there_a_folder_and_no_path_are_one_line()
    {
        Refused(Path.Combine(_folder, "none.gatelight"), "there is no such file");
        Refused(_folder, "it is a folder");
        Refused(" ", "empty or not a path");
        Refused("a\0b", "empty or not a path");

        static void Refused(string path, string what)
        {
            string message = Assert.Throws<InvalidInputException>(() => ModelBundle.Load(path)).Message;
            Assert.Contains(what, message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', message);
        }
    }

    private sealed record Twice : Layer
    {
        public override LayerShape OutputShape(ReadOnlySpan<LayerShape> inputs) => SingleInput(inputs);

        public override Operation<T> CreateOperation<T>(ReadOnlySpan<LayerShape> inputs) => new Dropout(0).CreateOperation<T>(inputs);
    }
}
