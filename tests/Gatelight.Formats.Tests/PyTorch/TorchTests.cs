using Gatelight.Data;
using Gatelight.Formats.PyTorch;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Formats.Tests.PyTorch;

/// <summary>Weights that PyTorch saved become models that compute what PyTorch computes, and go back under its names.</summary>
public sealed class TorchTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gatelight-torch-").FullName;

    public static TheoryData<string> Names => [.. TorchGolden.All.Keys];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Names))]
    public void Checkpoints(string name)
    {
        TorchGolden golden = TorchGolden.All[name];
        golden.Check(ModelFiles.Open(golden.WriteCheckpoint(_folder)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void SafetensorsFiles(string name)
    {
        TorchGolden golden = TorchGolden.All[name];
        golden.Check(ModelFiles.Open(golden.WriteSafetensors(_folder)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void WhatGoesOutHasTheSameNamesAndComesBackAsTheSameBits(string name)
    {
        TorchGolden golden = TorchGolden.All[name];
        LayeredModel model = ModelFiles.Open(golden.WriteSafetensors(_folder)).ToLayers();
        string path = Path.Combine(_folder, "again.safetensors");
        new SafetensorsExporter().Write(model, path);
        ForeignModel again = ModelFiles.Open(path);
        Assert.Equal(model.Network.Parameters.Values, again.ToLayers().Network.Parameters.Values);
        golden.Check(again);
        if (name == "lstm")
            Assert.Equal(golden.Arrays.Select(array => array.Name).Order(StringComparer.Ordinal), again.Weights.Select(weight => weight.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void AnArchitectureThatDoesNotFollowIsAskedFor()
    {
        TorchGolden golden = TorchGolden.All["described"];
        ForeignModel model = ModelFiles.Open(golden.WriteSafetensors(_folder, describes: false));
        Assert.Equal(golden.Arrays.Count, model.Weights.Count);
        Assert.Contains("There is no model yet", model.Notes[0], StringComparison.Ordinal);
        InvalidInputException refusal = Assert.Throws<InvalidInputException>(model.ToLayers);
        Assert.Contains("describe it in JSON", refusal.Message, StringComparison.Ordinal);
        string description = Path.Combine(_folder, "described.txt");
        File.WriteAllText(description, $$"""{"layers": {{golden.Layers}}}""");
        golden.Check(SafetensorsImporter.Open(Path.Combine(_folder, "model.safetensors"), description));
    }

    [Fact]
    public void ALayerThatDoesNotFitTheOneBeforeItIsRefused()
    {
        Model<float> model = new Sequential(new Dense(10) { Name = "narrow" }, new Dense(6) { Name = "between" }, new Dense(10) { Name = "wide" }).Build(features: 4);
        string path = Path.Combine(_folder, "model.safetensors"), description = Path.Combine(_folder, "misfit.json");
        new SafetensorsExporter().Write(new LayeredModel("test", [model]), path);
        // "wide" reads the 6 numbers of "between", and here it would get the 10 of "narrow".
        File.WriteAllText(description, """{"layers": [{"kind": "linear", "name": "narrow"}, {"kind": "linear", "name": "wide"}]}""");
        InvalidInputException refusal = Assert.Throws<InvalidInputException>(() => SafetensorsImporter.Open(path, description).ToLayers());
        Assert.Contains("does not fit the layer before it", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LayersThatPyTorchDoesNotHaveAreRefused()
    {
        Refused(new Sequential(new Lstm(2) { Peepholes = true }), "cell");
        Refused(new Sequential(new Gru(2) { ResetBefore = true }), "cell");
        Refused(new Sequential(new Lstm(2) { GoBackwards = true }), "cell");

        void Refused(Sequential chain, string what)
        {
            Model<float> model = new Sequential(chain.Layers[0] with { Name = what }).Build(features: 3);
            string path = Path.Combine(_folder, "refused.safetensors");
            InvalidInputException refusal = Assert.Throws<InvalidInputException>(() => new SafetensorsExporter().Write(new LayeredModel("test", [model]), path));
            Assert.Contains(what, refusal.Message, StringComparison.Ordinal);
            Assert.False(File.Exists(path));
        }
    }

    [Fact]
    public void PythonCodeIsRefusedByItsNameAndNeverRun()
    {
        // A pickle that would call os.system.
        byte[] pickle = [0x80, 2, .. "cposix\nsystem\n"u8, (byte)'X', 4, 0, 0, 0, .. "true"u8, 0x85, (byte)'R', (byte)'.'];
        InvalidDataException refusal = Assert.Throws<InvalidDataException>(() => new PickleReader(pickle).Read());
        Assert.Contains("posix.system", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("safetensors", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BarePicklesOfOldVersionsAreRefusedWithTheWayOut()
    {
        string path = Path.Combine(_folder, "old.pth");
        File.WriteAllBytes(path, [0x80, 0x02, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e]);
        InvalidInputException refusal = Assert.Throws<InvalidInputException>(() => ModelFiles.Open(path));
        Assert.Contains("safetensors.torch.save_file", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ABranchedModelIsNoChain()
    {
        ModelGraph graph = new();
        GraphSource input = graph.Input(LayerShape.Sequence(2));
        Model<float> model = graph.ToArchitecture(graph.Add(new Add(), graph.Add(new Lstm(2), input), graph.Add(new Gru(2), input))).Build<float>();
        InvalidInputException refusal = Assert.Throws<InvalidInputException>(() => new SafetensorsExporter().Write(new LayeredModel("test", [model]), Path.Combine(_folder, "x.safetensors")));
        Assert.Contains("no chain", refusal.Message, StringComparison.Ordinal);
    }
}
