using Gatelight.Models;
using Gatelight.Optimizers;
using Gatelight.Recurrent;
using Gatelight.SequenceToSequence;
using Gatelight.Training;

namespace Gatelight.Tests.SequenceToSequence;

/// <summary>Tokens and the same tokens backwards, of unequal lengths.</summary>
internal static class ReversalTask
{
    internal const int Vocabulary = 5;

    internal static SequencePairs Make(int count, int longest, ulong seed)
    {
        SeededRandom random = new(seed);
        int[][] sources = [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, random.NextBelow(longest + 1)).Select(_ => random.NextBelow(Vocabulary)).ToArray())];
        return SequencePairs.OfTokens(sources, [.. sources.Select(source => source.Reverse().ToArray())]);
    }

    internal static EncoderDecoder Description(int hiddenSize = 8) => new()
    {
        Source = new Tokens(Vocabulary) { EmbeddingWidth = 4 },
        Target = new Tokens(Vocabulary) { EmbeddingWidth = 3 },
        Cell = new Lstm(hiddenSize),
    };

    /// <summary>A model whose answers are far from equally likely, though it has learned nothing.</summary>
    internal static Seq2SeqModel Opinionated(EncoderDecoder description, int seed)
    {
        Seq2SeqModel model = description.Build(seed);
        foreach (Parameter<float> parameter in model.Network.Parameters.All)
        {
            for (int n = 0; n < parameter.Length; n++)
                parameter.Values[n] *= parameter.Name.Contains("embedding", StringComparison.Ordinal) ? 40 : 4;
        }

        model.Network.Parameters.MarkChanged();
        return model;
    }

    /// <summary>A model that has learned a little: it ends its outputs at sensible lengths.</summary>
    internal static Seq2SeqModel Learned(EncoderDecoder description)
    {
        Seq2SeqModel model = description.Build(seed: 3);
        TrainingOptions options = new() { Epochs = 4, BatchSize = 10, Optimizer = new Adam(0.02) };
        model.Fit(Make(150, 5, seed: 7), new Seq2SeqTraining { Options = options }, cancellation: TestContext.Current.CancellationToken);
        return model;
    }
}
