using Gatelight.Formats.Hdf5;
using PureHDF;

namespace Gatelight.Formats.Tests.Hdf5;

/// <summary>The forms of HDF5 that h5py writes hold the same model: old and new headers, chunks, compression, checksums, other numbers.</summary>
public sealed class Hdf5FormTests
{
    [Theory]
    [InlineData("plain.h5")]
    [InlineData("chunked.h5")]
    [InlineData("latest.h5")]
    [InlineData("half.h5")]
    public void EveryFormIsRead(string name)
    {
        using Stream stream = Open(name);
        Hdf5Object root = Hdf5File.Open(stream);
        Assert.Equal("2.4.0", root.Text("keras_version"));
        Assert.StartsWith("{\"class_name\"", root.Text("model_config"), StringComparison.Ordinal);
        Hdf5Object weights = root.Child("model_weights")!;
        Assert.Equal(["lstm", "dense"], weights.Texts("layer_names")!);
        int value = 0;
        foreach (string path in weights.Texts("layer_names")!.SelectMany(layer => weights.Child(layer)!.Texts("weight_names")!.Select(weight => $"{layer}/{weight}")))
        {
            Hdf5Dataset data = weights.Find(path)!.Data!;
            float[] numbers = data.ReadSingles();
            Assert.Equal(data.Sizes.Aggregate((product, size) => product * size), numbers.Length);
            foreach (float number in numbers)
                Assert.Equal((value++ * 7 % 33 - 16) / 32f, number);
        }

        Assert.Equal(24 + 16 + 8 + 4 + 2, value);
        Assert.Null(weights.Find("lstm/nothing"));
    }

    [Fact]
    public void AnotherLibraryReadsTheSame()
    {
        string path = TestResources.DataFile("models", "keras", "simple_lstm_tf_keras_2_model.h5");
        using FileStream stream = File.OpenRead(path);
        Hdf5Object root = Hdf5File.Open(stream);
        using PureHDF.VOL.Native.NativeFile other = H5File.OpenRead(path);
        foreach (string name in new[] { "lstm_1/lstm_1/kernel:0", "lstm_1/lstm_1/recurrent_kernel:0", "lstm_1/lstm_1/bias:0", "dense_1/dense_1/kernel:0" })
            Assert.Equal(other.Dataset("model_weights/" + name).Read<float[]>(), root.Find("model_weights/" + name)!.Data!.ReadSingles());
        Assert.Equal(other.Attribute("model_config").Read<string>(), root.Text("model_config"));
    }

    private static MemoryStream Open(string name)
    {
        using Stream stream = typeof(Hdf5FormTests).Assembly.GetManifestResourceStream(name)!;
        MemoryStream copy = new();
        stream.CopyTo(copy);
        copy.Position = 0;
        return copy;
    }
}
