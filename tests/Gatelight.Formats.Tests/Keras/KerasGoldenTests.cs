using Gatelight.Formats.Keras;

namespace Gatelight.Formats.Tests.Keras;

/// <summary>Models of every kind of layer compute what TensorFlow.js computes, whichever version of Keras' files they come in.</summary>
public sealed class KerasGoldenTests
{
    public static TheoryData<string> Names => [.. KerasGoldens.All.Keys];

    // The hard sigmoid of Keras 3 is another, and shared and nested layers are written differently there.
    public static TheoryData<string> NamesOfVersion3 => [.. KerasGoldens.All.Values.Where(golden => !golden.Config.ToJsonString().Contains("hard_sigmoid", StringComparison.Ordinal) && golden.Name.Split(' ')[0] is not ("nested" or "rnn")).Select(golden => golden.Name)];

    public static TheoryData<string> NamesOfVersion1 => [.. KerasGoldens.All.Keys.Where(name => name.Split(' ')[0] is "lstm" or "gru" or "simple" or "bidirectional" or "stack" or "autoencoder" or "embedding" or "masking" or "conv1d" or "merge" or "concatenate" or "dot" && !name.Contains("bias", StringComparison.Ordinal) && name != "merge minimum")];

    [Theory]
    [MemberData(nameof(Names))]
    public void Version2(string name)
    {
        KerasGolden golden = KerasGoldens.All[name];
        using KerasTestFile file = new();
        golden.Check(ModelFiles.Open(file.Named(golden.Config, golden.Weights, "2.2.4")));
    }

    [Theory]
    [InlineData("stack")]
    [InlineData("encoder decoder")]
    public void ArchitectureAndWeightsApart(string name)
    {
        KerasGolden golden = KerasGoldens.All[name];
        using KerasTestFile file = new();
        string architecture = file.Apart(golden.Config, golden.Weights, "2.2.4");
        golden.Check(ModelFiles.Open(architecture));
        golden.Check(ModelFiles.Open(file.PathOf("model_weights.h5")));
        golden.Check(KerasImporter.Open(architecture, file.PathOf("model_weights.h5")));
    }

    [Theory]
    [MemberData(nameof(NamesOfVersion1))]
    public void Version1(string name)
    {
        KerasGolden golden = KerasGoldens.All[name];
        using KerasTestFile file = new();
        golden.Check(ModelFiles.Open(file.Named(OldKeras.Config(golden.Config), OldKeras.Weights(golden, "tensorflow"), "1.2.2")));
    }

    [Theory]
    [InlineData("conv1d valid")]
    [InlineData("conv1d same")]
    [InlineData("conv1d strides")]
    public void TheanosKernelsAreTurned(string name)
    {
        KerasGolden golden = KerasGoldens.All[name];
        using KerasTestFile file = new();
        golden.Check(ModelFiles.Open(file.Named(golden.Config, OldKeras.Flipped(golden.Weights), "2.0.8", "theano")));
        golden.Check(ModelFiles.Open(file.Named(OldKeras.Config(golden.Config), OldKeras.Weights(golden, "theano"), "1.1.0", "theano")));
    }

    [Theory]
    [MemberData(nameof(NamesOfVersion3))]
    public void Version3(string name)
    {
        KerasGolden golden = KerasGoldens.All[name];
        using KerasTestFile file = new();
        golden.Check(ModelFiles.Open(file.Archive(NewKeras.Config(golden.Config), NewKeras.Weights(golden, "layers"), "3.3.3")));
    }

    [Fact]
    public void PackedArchivesAndThoseOfTensorFlow213()
    {
        KerasGolden golden = KerasGoldens.All["stack"];
        using KerasTestFile file = new();
        golden.Check(ModelFiles.Open(file.Archive(golden.Config, NewKeras.Weights(golden, "_layer_checkpoint_dependencies"), "2.13.1", System.IO.Compression.CompressionLevel.Optimal)));
    }
}
