using Gatelight.Data;
using Gatelight.Layers;
using Gatelight.Optimizers;
using Gatelight.Schedules;
using Gatelight.SequenceToSequence;
using Gatelight.Training;

namespace Gatelight.Tests.SequenceToSequence;

/// <summary>An interrupted training goes on; a model with a tied output is stored as it is.</summary>
public sealed class Seq2SeqResumeTests
{
    private static readonly EncoderDecoder Description = ReversalTask.Description() with
    {
        Target = new Tokens(ReversalTask.Vocabulary) { EmbeddingWidth = 8 },
        TiesOutput = true,
        Dropout = 0.1,
        IsBidirectional = true,
    };

    private static readonly Seq2SeqTraining Training = new()
    {
        Options = new TrainingOptions { Epochs = 4, BatchSize = 10, Optimizer = new Adam(0.01), Schedule = new CosineSchedule(), EarlyStopping = new EarlyStopping(2), Seed = 3 },
        TeacherForcing = new ConstantTeacherForcing(0.8),
        OwnAnswer = OwnAnswer.Drawn,
    };

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(13)]
    public void ItEndsWithTheSameBits(int stopAfter)
    {
        Seq2SeqModel whole = Description.Build(seed: 1);
        TrainingHistory expected = Fit(whole, null, null, TestContext.Current.CancellationToken);
        using CancellationTokenSource source = new();
        TrainingCheckpoint checkpoint = Assert.Throws<TrainingInterruptedException>(() => Fit(Description.Build(seed: 1), null, new After(stopAfter, source), source.Token)).Checkpoint;
        Seq2SeqModel resumed = Description.Build(seed: 8);
        TrainingHistory history = Fit(resumed, checkpoint, null, TestContext.Current.CancellationToken);
        Assert.Equal(whole.Network.Parameters.Values, resumed.Network.Parameters.Values);
        Assert.Equal(expected.Epochs, history.Epochs);
        Assert.Equal(expected.BestEpoch, history.BestEpoch);
    }

    [Fact]
    public void PartsMakeTheModelAgain()
    {
        Seq2SeqModel model = ReversalTask.Opinionated(Description, seed: 2);
        Seq2SeqModel again = Seq2SeqModel.FromParts(model.Describe(), [model.Network]);
        SequenceSet sources = ReversalTask.Make(5, 5, seed: 4).Sources;
        Assert.Equal(model.GreedyDecode(sources, 6).Select(output => output.LogProbability), again.GreedyDecode(sources, 6).Select(output => output.LogProbability));
        Assert.Contains("does not make sense", Assert.Throws<InvalidInputException>(() => Seq2SeqModel.FromParts(model.Describe(), [])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ATableOfAnotherWidthCannotBeTied() =>
        Assert.Contains("TiesOutput", Assert.Throws<LayerException>(() => (ReversalTask.Description() with { TiesOutput = true }).Build()).Message, StringComparison.Ordinal);

    private static TrainingHistory Fit(Seq2SeqModel model, TrainingCheckpoint? resume, IProgress<TrainingStep>? steps, CancellationToken cancellation) =>
        model.Fit(ReversalTask.Make(40, 5, seed: 1), Training, ReversalTask.Make(12, 5, seed: 2), null, steps, resume, cancellation);

    private sealed class After(int steps, CancellationTokenSource source) : IProgress<TrainingStep>
    {
        public void Report(TrainingStep value)
        {
            if (value.Done == steps)
                source.Cancel();
        }
    }
}
