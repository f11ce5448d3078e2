using Gatelight.Formats.Arrays;
using Gatelight.Formats.Hdf5;

namespace Gatelight.Formats.Tests.Keras;

/// <summary>Models that others trained in Keras 2 and tf.keras (KonduitAI/dl4j-test-resources, Apache-2.0).</summary>
public sealed class KerasSampleTests
{
    [Fact]
    public void EveryModelLoadsAndPredicts()
    {
        string[] files = [.. Directory.EnumerateFiles(TestResources.DataFile("models", "keras"), "*.h5").Where(file => !file.EndsWith("_inputs_and_outputs.h5", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        Assert.NotEmpty(files);
        foreach (string file in files)
        {
            ForeignModel model = ModelFiles.Open(file);
            Dictionary<string, NdArray> inputs = model.Inputs.ToDictionary(port => port.Name, port => Random(port), StringComparer.Ordinal);
            IReadOnlyDictionary<string, NdArray> outputs = model.Run(inputs);
            Assert.Equal(model.Outputs.Count, outputs.Count);
            Assert.All(outputs.Values, output => Assert.All(output.ToSingles(), value => Assert.True(float.IsFinite(value), file)));
            Assert.Equal(model.Outputs[0].Axes!.Count, outputs[model.Outputs[0].Name].Rank);
        }
    }

    [Fact]
    public void TheStoredPredictionsAreMatched()
    {
        ForeignModel model = ModelFiles.Open(TestResources.DataFile("models", "keras", "simple_rnn_tf_keras_2_model.h5"));
        using FileStream stream = File.OpenRead(TestResources.DataFile("models", "keras", "simple_rnn_tf_keras_2_inputs_and_outputs.h5"));
        Hdf5Object stored = Hdf5File.Open(stream);
        IReadOnlyDictionary<string, NdArray> outputs = model.Run(new Dictionary<string, NdArray>(StringComparer.Ordinal) { ["simple_rnn_1_input"] = Read(stored, "inputs/simple_rnn_1_input") });
        float[] expected = Read(stored, "predictions/dense_1").ToSingles(), actual = outputs["dense_1"].ToSingles();
        Assert.Equal(expected.Length, actual.Length);
        for (int n = 0; n < expected.Length; n++)
            Assert.Equal(expected[n], actual[n], 1e-5f);
    }

    private static NdArray Read(Hdf5Object root, string path)
    {
        Hdf5Dataset data = root.Find(path)!.Data!;
        return NdArray.Of(data.ReadSingles(), data.Sizes);
    }

    private static NdArray Random(ModelPort port)
    {
        SeededRandom random = new(3);
        int[] shape = [.. port.Axes!.Select((axis, n) => n == 0 ? 2 : axis.Size > 0 ? axis.Size : 7)];
        return NdArray.Of([.. Enumerable.Range(0, shape.Aggregate((product, size) => product * size)).Select(_ => (float)random.NextNormal())], shape);
    }
}
