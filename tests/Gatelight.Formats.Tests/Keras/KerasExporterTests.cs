using Gatelight.Data;
using Gatelight.Formats.Keras;
using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Formats.Tests.Keras;

/// <summary>What goes out as <c>.keras</c> comes back with the same bits; what Keras cannot say is refused with the reason.</summary>
public sealed class KerasExporterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gatelight-keras-out-").FullName;

    // Layers that importing writes as more than one, or that Keras means otherwise.
    public static TheoryData<string> Names =>
        [.. KerasGoldens.All.Keys.Where(name => name is not ("lstm backwards sequences" or "gru sequences backwards" or "gru hard sigmoid" or "activation relu6") && !name.Contains("hardSigmoid", StringComparison.Ordinal))];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Names))]
    public void WhatComesFromKerasGoesBack(string name)
    {
        KerasGolden golden = KerasGoldens.All[name];
        using KerasTestFile file = new();
        LayeredModel model = ModelFiles.Open(file.Named(golden.Config, golden.Weights, "2.2.4")).ToLayers();
        string path = Path.Combine(_folder, "model.keras");
        new KerasExporter().Write(model, path);
        ForeignModel again = ModelFiles.Open(path);
        Assert.Equal("Keras 3 (.keras)", again.Format);
        golden.Check(again);
    }

    [Fact]
    public void TheBitsStayTheSame()
    {
        ModelGraph graph = new();
        GraphSource tokens = graph.Input(LayerShape.Sequence(1)), context = graph.Input(LayerShape.Vector(3));
        GraphSource words = graph.Add(new Embedding(9, 4), tokens);
        GraphSource memory = graph.Add(new Bidirectional(new Gru(3) { ReturnSequences = true }), graph.Add(new Lstm(5) { ReturnSequences = true, RecurrentDropout = 0.1 }, words));
        GraphSource pooled = graph.Add(new GlobalMaxPooling1D(), graph.Add(new Conv1D(4, 2) { Activation = Activation.Relu }, graph.Add(new ParametricRelu(), memory)));
        GraphSource joined = graph.Add(new Concatenate(), pooled, graph.Add(new Dropout(0.3), graph.Add(new BatchNormalization(), context)));
        Model<float> model = graph.ToArchitecture(graph.Add(new Softmax(), graph.Add(new Dense(2), graph.Add(new LayerNormalization(), joined)))).Build<float>(seed: 4);
        string path = Path.Combine(_folder, "model.keras"), second = Path.Combine(_folder, "second.keras");
        new KerasExporter().Write(new LayeredModel("test", [model]), path);
        LayeredModel again = ModelFiles.Open(path).ToLayers();
        Assert.Equal(model.Parameters.Values, again.Network.Parameters.Values);
        Assert.Equal(model.Architecture.LayerNames(), again.Network.Architecture.LayerNames());
        Batch<float>[] batches = [new(new float[] { 1, 2, 3, 4, 8, 0 }, 2, 3, 1), Batch<float>.Vectors(new float[] { 1, -1, 2, 0.5f, 0, 3 }, 2, 3)];
        Assert.Equal(model.Predict(batches), again.Network.Predict(batches));
        new KerasExporter().Write(again, second);
        Assert.Equal(File.ReadAllBytes(path).Length, File.ReadAllBytes(second).Length);
    }

    [Fact]
    public void WhatKerasCannotSayIsRefused()
    {
        Refused(new Lstm(2) { Peepholes = true }, "peepholes");
        Refused(new Lstm(2) { Clip = 3 }, "clipping");
        Refused(new Lstm(2) { OutputActivation = Activation.Relu }, "one activation for candidate and output");
        Refused(new Gru(2) { GateActivation = Activation.HardSigmoid }, "no name for");
        Refused(new SLstm(2), "no such cell");
        Refused(new SelfAttentionPooling(2), "no such layer");
        Refused(new Lstm(2) { GoBackwards = true, ReturnSequences = true }, "in the order in which it reads them");

        void Refused(Layer layer, string reason)
        {
            string path = Path.Combine(_folder, "refused.keras");
            Model<float> model = new Sequential(layer with { Name = "culprit" }).Build(features: 3);
            InvalidInputException refusal = Assert.Throws<InvalidInputException>(() => new KerasExporter().Write(new LayeredModel("test", [model]), path));
            Assert.Contains("culprit", refusal.Message, StringComparison.Ordinal);
            Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
            Assert.False(File.Exists(path));
        }
    }
}
