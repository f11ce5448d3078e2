using Gatelight.Layers;
using Gatelight.Recurrent;
using Gatelight.SequenceToSequence;

namespace Gatelight.Tests.SequenceToSequence;

public sealed class DecodingTests
{
    private const int Longest = 3;

    public static TheoryData<EncoderDecoder> Variants() =>
    [
        ReversalTask.Description(),
        ReversalTask.Description() with { Attention = null },
        ReversalTask.Description() with { Cell = new Gru(7), Layers = 2 },
        ReversalTask.Description() with { Attention = new AdditiveAttention(5), IsBidirectional = true, Layers = 2 },
        ReversalTask.Description() with { Target = new Tokens(ReversalTask.Vocabulary) { EmbeddingWidth = 8 }, TiesOutput = true },
    ];

    [Theory]
    [MemberData(nameof(Variants))]
    public void StepByStepIsAsProbableAsAllAtOnce(EncoderDecoder description)
    {
        Seq2SeqModel model = ReversalTask.Learned(description);
        SequenceSet sources = ReversalTask.Make(12, 6, seed: 1).Sources;
        DecodedSequence[] beams = [.. model.BeamSearch(sources, new BeamSearchOptions { MaximumLength = 6 }).Select(Assert.Single)];
        foreach (IReadOnlyList<DecodedSequence> outputs in new[] { model.GreedyDecode(sources, 6), beams })
        {
            IReadOnlyList<double> expected = model.LogProbabilities(new SequencePairs(sources, SequenceSet.OfTokens([.. outputs.Select(output => output.Tokens)])));
            for (int n = 0; n < outputs.Count; n++)
                AssertClose(expected[n], outputs[n].LogProbability);
            Assert.Contains(outputs, output => output.Tokens.Count is > 0 and < 6);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void AWideBeamIsAnExhaustiveSearch(int seed)
    {
        EncoderDecoder description = ReversalTask.Description() with { Target = new Tokens(2) { EmbeddingWidth = 3 } };
        Seq2SeqModel model = ReversalTask.Opinionated(description, seed);
        SequenceSet source = SequenceSet.OfTokens([[4, 0, 2]]);
        List<int[]> all = AllOutputs(vocabulary: 2, Longest);
        Assert.Equal(1 + 2 + 4 + 8, all.Count);
        IReadOnlyList<double> probabilities = model.LogProbabilities(new SequencePairs(SequenceSet.OfTokens([.. all.Select(_ => source.Tokens(0).ToArray())]), SequenceSet.OfTokens(all)));
        (int[] Tokens, double LogProbability)[] ranked = [.. all.Zip(probabilities).OrderByDescending(output => output.Second)];

        // Three symbols, the end among them, and at most three steps: 27 beams lose nothing.
        IReadOnlyList<DecodedSequence> found = Assert.Single(model.BeamSearch(source, new BeamSearchOptions { Width = 27, MaximumLength = Longest, Best = 27 }));
        Assert.Equal(ranked.Select(output => output.Tokens), found.Select(output => output.Tokens));
        for (int n = 0; n < found.Count; n++)
            AssertClose(ranked[n].LogProbability, found[n].LogProbability);
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void AWidthOfOneIsGreedy(EncoderDecoder description)
    {
        Seq2SeqModel model = ReversalTask.Opinionated(description, seed: 5);
        SequenceSet sources = ReversalTask.Make(20, 6, seed: 2).Sources;
        DecodedSequence[] beams = [.. model.BeamSearch(sources, new BeamSearchOptions { Width = 1, MaximumLength = 7, LengthPenalty = 1 }).Select(Assert.Single)];
        IReadOnlyList<DecodedSequence> greedy = model.GreedyDecode(sources, 7);
        Assert.Equal(greedy.Select(output => output.Tokens), beams.Select(output => output.Tokens));
        Assert.Equal(greedy.Select(output => output.LogProbability), beams.Select(output => output.LogProbability));
    }

    [Fact]
    public void AWiderBeamFindsWhatGreedyMisses()
    {
        SequenceSet sources = ReversalTask.Make(40, 6, seed: 3).Sources;
        Seq2SeqModel model = ReversalTask.Opinionated(ReversalTask.Description(), seed: 6);
        double[] greedy = [.. model.GreedyDecode(sources, 8).Select(output => output.LogProbability)];
        double[] wide = [.. model.BeamSearch(sources, new BeamSearchOptions { Width = 20, MaximumLength = 8 }).Select(outputs => outputs[0].LogProbability)];
        Assert.True(wide.Sum() > greedy.Sum() + 1, $"beams {wide.Sum():F3}, greedy {greedy.Sum():F3}");
    }

    [Fact]
    public void TheLengthPenaltyIsThatOfItsPaper()
    {
        SequenceSet source = SequenceSet.OfTokens([[1, 2, 3]]);
        Seq2SeqModel model = ReversalTask.Description().Build(seed: 6);
        IReadOnlyList<DecodedSequence> outputs = model.BeamSearch(source, new BeamSearchOptions { Width = 12, Best = 12, LengthPenalty = 0.7, MaximumLength = 9 })[0];
        Assert.True(outputs.Select(output => output.Tokens.Count).Distinct().Count() > 2);
        foreach (DecodedSequence output in outputs)
            Assert.Equal(output.LogProbability * Math.Pow(6, 0.7) / Math.Pow(5 + output.Tokens.Count + 1, 0.7), output.Score, Tolerances.Exact);
        Assert.Equal(outputs.OrderByDescending(output => output.Score), outputs);
        Assert.Distinct(outputs.Select(output => string.Join(' ', output.Tokens)));
    }

    [Fact]
    public void AnOutputNeverPassesTheMaximumLength()
    {
        SequenceSet sources = ReversalTask.Make(10, 6, seed: 3).Sources;
        Seq2SeqModel model = ReversalTask.Description().Build(seed: 1);
        // The end is all but impossible.
        model.Network.Parameters.All.Single(parameter => parameter.Name == "output.bias").Values[ReversalTask.Vocabulary] = -30;
        model.Network.Parameters.MarkChanged();
        Assert.All(model.GreedyDecode(sources, 4), output => Assert.Equal(4, output.Tokens.Count));
        Assert.All(model.BeamSearch(sources, new BeamSearchOptions { MaximumLength = 4 }), outputs => Assert.Equal(4, Assert.Single(outputs).Tokens.Count));
        Assert.All(model.GreedyDecode(sources, 4), output => Assert.True(output.LogProbability < -30));
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void ASourceDoesNotDependOnTheOthersNorOnThreads(EncoderDecoder description)
    {
        SequenceSet sources = ReversalTask.Make(9, 6, seed: 5).Sources;
        BeamSearchOptions options = new() { Width = 3, Best = 2, MaximumLength = 6 };
        for (int seed = 1; seed <= 5; seed++)
        {
            Seq2SeqModel model = ReversalTask.Opinionated(description, seed);
            IReadOnlyList<IReadOnlyList<DecodedSequence>> together = model.BeamSearch(sources, options);
            model.Threads = 2;
            for (int n = 0; n < sources.Count; n++)
            {
                IReadOnlyList<DecodedSequence> alone = Assert.Single(model.BeamSearch(SequenceSet.OfTokens([sources.Tokens(n).ToArray()]), options));
                Assert.Equal(alone.Select(output => output.Tokens), together[n].Select(output => output.Tokens));
                Assert.Equal(alone.Select(output => output.LogProbability), together[n].Select(output => output.LogProbability));
            }
        }
    }

    [Fact]
    public void MoreSourcesThanFitInOnePassAreDecodedInOrder()
    {
        Seq2SeqModel model = ReversalTask.Opinionated(ReversalTask.Description(), seed: 4);
        SequenceSet many = ReversalTask.Make(300, 4, seed: 5).Sources;
        IReadOnlyList<DecodedSequence> outputs = model.GreedyDecode(many, 5);
        Assert.Equal(300, outputs.Count);
        Assert.Equal(model.GreedyDecode(SequenceSet.OfTokens([many.Tokens(299).ToArray()]), 5)[0].LogProbability, outputs[299].LogProbability);
    }

    [Fact]
    public void AnAlignmentHasARowForEachOutputAndAColumnForEachInput()
    {
        Seq2SeqModel model = ReversalTask.Opinionated(ReversalTask.Description() with { Cell = new Lstm(6), Attention = new AdditiveAttention(4) }, seed: 4);
        SequencePairs pairs = SequencePairs.OfTokens([[1, 2, 3, 4], [], [2]], [[1, 2], [3], []]);
        IReadOnlyList<Alignment> alignments = model.Align(pairs);
        for (int n = 0; n < pairs.Count; n++)
        {
            double[,] weights = alignments[n].Weights;
            Assert.Equal(pairs.Targets.Length(n), weights.GetLength(0));
            Assert.Equal(pairs.Sources.Length(n), weights.GetLength(1));
            if (weights.Length > 0)
                Assert.All(Enumerable.Range(0, weights.GetLength(0)), output => Assert.Equal(1, Enumerable.Range(0, weights.GetLength(1)).Sum(input => weights[output, input]), Tolerances.SinglePrecision));
        }

        Assert.Equal(2, new Alignment(new[,] { { 0.1, 0.2, 0.7 } }).Strongest(0));
    }

    private static List<int[]> AllOutputs(int vocabulary, int longest)
    {
        List<int[]> all = [[]];
        for (int n = 0; n < all.Count; n++)
        {
            if (all[n].Length < longest)
                all.AddRange(Enumerable.Range(0, vocabulary).Select(token => (int[])[.. all[n], token]));
        }

        return all;
    }

    // Sums of a few terms, each a difference of floats.
    private static void AssertClose(double expected, double actual) =>
        Assert.True(Math.Abs(expected - actual) <= 2 * Tolerances.SinglePrecision * Math.Max(1, Math.Abs(expected)), $"{expected:R} and {actual:R}");
}
