using System.Text.Json;
using Gatelight.Data;
using Gatelight.Layers;
using Gatelight.Recurrent;
using Gatelight.SequenceToSequence;
using Gatelight.Serialization;

namespace Gatelight.Tests.SequenceToSequence;

public sealed class Seq2SeqFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gatelight-tests-");

    private string Path => System.IO.Path.Combine(_folder.FullName, "model.gatelight");

    public static TheoryData<EncoderDecoder> Variants() =>
    [
        ReversalTask.Description(),
        ReversalTask.Description() with
        {
            Attention = new AdditiveAttention(3), IsBidirectional = true, Layers = 2, Dropout = 0.25, Cell = new Lstm(6) { ForgetBias = 2, RecurrentDropout = 0.1 },
        },
        ReversalTask.Description() with { Attention = null },
        ReversalTask.Description() with { Attention = new MultiplicativeAttention { Score = AttentionScore.ScaledDot } },
    ];

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Variants))]
    public void WhatIsLoadedDecodesTheSameBits(EncoderDecoder description)
    {
        Seq2SeqModel model = ReversalTask.Opinionated(description, seed: 3);
        model.Save(Path);
        Seq2SeqModel loaded = Seq2SeqModel.Load(Path);
        Assert.Equal(model.Description, loaded.Description);
        Assert.Equal(model.Network.Parameters.Values, loaded.Network.Parameters.Values);
        SequenceSet sources = ReversalTask.Make(10, 6, seed: 1).Sources;
        BeamSearchOptions options = new() { MaximumLength = 7 };
        Assert.Equal(
            model.BeamSearch(sources, options).Select(outputs => outputs[0].LogProbability), loaded.BeamSearch(sources, options).Select(outputs => outputs[0].LogProbability));
    }

    [Fact]
    public void AModelOfNumbersComesBackToo()
    {
        EncoderDecoder description = new() { Source = new Numbers(2), Target = new Numbers(1), Cell = new Lstm(4) };
        Seq2SeqModel model = description.Build(seed: 2);
        model.Save(Path);
        SequenceSet source = SequenceSet.OfNumbers([new float[,] { { 1, 2 }, { 3, 4 } }]);
        Assert.Equal(model.Predict(source, 4)[0], Seq2SeqModel.Load(Path).Predict(source, 4)[0]);
    }

    [Fact]
    public void AnotherKindOfModelIsRefused()
    {
        new ModelBundle { Task = "forecast", Members = [ReversalTask.Description().Build().Network] }.Save(Path);
        Assert.Contains("'forecast'", Assert.Throws<InvalidInputException>(() => Seq2SeqModel.Load(Path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"layers\":1", "\"layers\":2")]
    [InlineData("\"layers\":1", "\"layers\":0")]
    [InlineData("\"dropout\":0", "\"dropout\":7")]
    [InlineData("\"vocabulary\":5", "\"vocabulary\":2147483647")]
    [InlineData("\"vocabulary\":5", "\"vocabulary\":-1")]
    [InlineData("\"kind\":\"Tokens\"", "\"kind\":\"Lstm\"")]
    [InlineData("\"kind\":\"Lstm\"", "\"kind\":\"Add\"")]
    [InlineData("\"isBidirectional\":false,", "")]
    [InlineData("\"source\":{", "\"sauce\":{")]
    public void APipelineThatWasAlteredIsRefused(string from, string to)
    {
        Seq2SeqModel model = ReversalTask.Description().Build();
        model.Save(Path);
        ModelBundle bundle = ModelBundle.Load(Path);
        string json = JsonSerializer.Serialize(bundle.Pipeline!.Value);
        Assert.Contains(from, json, StringComparison.Ordinal);
        (bundle with { Pipeline = JsonElement.Parse(json.Replace(from, to, StringComparison.Ordinal)) }).Save(Path);
        string message = Assert.Throws<InvalidInputException>(() => Seq2SeqModel.Load(Path)).Message;
        Assert.DoesNotContain('\n', message);
    }
}
