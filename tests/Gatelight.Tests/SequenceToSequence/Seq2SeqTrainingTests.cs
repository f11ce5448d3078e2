using Gatelight.Data;
using Gatelight.Layers;
using Gatelight.Optimizers;
using Gatelight.SequenceToSequence;
using Gatelight.Training;

namespace Gatelight.Tests.SequenceToSequence;

public sealed class Seq2SeqTrainingTests
{
    private static readonly Seq2SeqTraining Quick = new()
    {
        Options = new TrainingOptions { Epochs = 30, BatchSize = 16, Optimizer = new Adam(0.02), Seed = 4 },
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ItLearnsToReverse(bool withSampling)
    {
        Seq2SeqModel model = ReversalTask.Description(hiddenSize: 24).Build(seed: 1);
        Seq2SeqTraining training = withSampling
            ? Quick with { TeacherForcing = new LinearTeacherForcing(0.03), OwnAnswer = OwnAnswer.Drawn, LabelSmoothing = 0.02 }
            : Quick;
        model.Fit(ReversalTask.Make(400, 4, seed: 1), training, cancellation: TestContext.Current.CancellationToken);
        SequencePairs fresh = ReversalTask.Make(200, 4, seed: 2);
        IReadOnlyList<DecodedSequence> outputs = model.GreedyDecode(fresh.Sources, 10);
        int right = Enumerable.Range(0, fresh.Count).Count(n => outputs[n].Tokens.SequenceEqual(fresh.Targets.Tokens(n).ToArray()));
        // The empty sequence alone, one in five, is right without learning anything.
        Assert.True(right > 180, $"{right} of 200 right");
    }

    [Fact]
    public void TheSameSeedGivesTheSameBitsAtAnyNumberOfThreads()
    {
        Assert.Equal(Train(1), Train(2));

        static float[] Train(int threads)
        {
            Seq2SeqModel model = (ReversalTask.Description(hiddenSize: 32) with { Dropout = 0.1, IsBidirectional = true, Attention = new AdditiveAttention(32) }).Build(seed: 1);
            model.Threads = threads;
            model.Fit(ReversalTask.Make(64, 12, seed: 1), new Seq2SeqTraining
            {
                Options = new TrainingOptions { Epochs = 2, BatchSize = 32 },
                TeacherForcing = new ConstantTeacherForcing(0.5),
                OwnAnswer = OwnAnswer.Drawn,
            }, cancellation: TestContext.Current.CancellationToken);
            return model.Network.Parameters.Values;
        }
    }

    [Fact]
    public void TheLossIsTheMeanOverTheLiveStepsOfTheTargets()
    {
        SequencePairs pairs = ReversalTask.Make(20, 6, seed: 3);
        Seq2SeqModel model = ReversalTask.Opinionated(ReversalTask.Description(), seed: 1);
        double expected = -model.LogProbabilities(pairs).Sum() / Enumerable.Range(0, pairs.Count).Sum(n => pairs.Targets.Length(n) + 1);
        double loss = model.CreateTrainer(Quick).Step(pairs, [.. Enumerable.Range(0, pairs.Count)], 1e-3, teacherForcing: 1, out double weight);
        Assert.Equal(expected, loss, 2 * Tolerances.SinglePrecision * expected);
        Assert.Equal(Enumerable.Range(0, pairs.Count).Sum(n => pairs.Targets.Length(n) + 1), weight);
    }

    [Fact]
    public void EarlyStoppingPutsTheBestWeightsBack()
    {
        Seq2SeqModel model = ReversalTask.Description().Build(seed: 1);
        SequencePairs validation = ReversalTask.Make(20, 3, seed: 9);
        List<TrainingProgress> told = [];
        TrainingHistory history = model.Fit(
            ReversalTask.Make(20, 3, seed: 1), Quick with { Options = Quick.Options with { Epochs = 200, EarlyStopping = new EarlyStopping(3) } }, validation, new Listener(told), cancellation: TestContext.Current.CancellationToken);
        Assert.True(history.StoppedEarly);
        Assert.Equal(history.Epochs, told);
        Assert.Equal(history.BestEpoch + 3, history.Epochs.Count);
        double loss = -model.LogProbabilities(validation).Sum() / Enumerable.Range(0, validation.Count).Sum(n => validation.Targets.Length(n) + 1);
        Assert.Equal(history.Epochs.Min(epoch => epoch.ValidationLoss!.Value), loss, 1e-5);
    }

    [Fact]
    public void CancellingKeepsWhatWasLearned()
    {
        Seq2SeqModel model = ReversalTask.Description().Build(seed: 1);
        float[] start = [.. model.Network.Parameters.Values];
        using CancellationTokenSource cancel = new();
        Assert.ThrowsAny<OperationCanceledException>(() => model.Fit(ReversalTask.Make(20, 3, seed: 1), Quick, null, new Listener([], cancel.Cancel), cancellation: cancel.Token));
        Assert.NotEqual(start, model.Network.Parameters.Values);
    }

    [Fact]
    public void ALossThatIsNotFiniteStopsWithTheBestWeights()
    {
        Seq2SeqModel model = ReversalTask.Description().Build(seed: 1);
        TrainingException error = Assert.Throws<TrainingException>(() =>
            model.Fit(ReversalTask.Make(20, 3, seed: 1), Quick with { Options = Quick.Options with { Optimizer = new Sgd(1e38), ClipNorm = null } }, cancellation: TestContext.Current.CancellationToken));
        Assert.Contains("epoch", error.Message, StringComparison.Ordinal);
        Assert.All(model.Network.Parameters.Values, weight => Assert.True(float.IsFinite(weight)));
    }

    [Theory]
    [InlineData(1, 1.0)]
    [InlineData(2, 1.0)]
    [InlineData(1, 0.5)]
    public void ASteadyStepAllocatesNothing(int threads, double teacherForcing)
    {
        Seq2SeqModel model = (ReversalTask.Description(hiddenSize: 32) with { IsBidirectional = true, Attention = new AdditiveAttention(32) }).Build(seed: 1);
        model.Threads = threads;
        Seq2SeqTrainer trainer = model.CreateTrainer(Quick);
        SequencePairs pairs = ReversalTask.Make(64, 12, seed: 1);
        int[] rows = [.. Enumerable.Range(0, pairs.Count)];
        for (int n = 0; n < 50; n++)
            Steps();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int n = 0; n < 5; n++)
            Steps();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Steps()
        {
            trainer.Step(pairs, rows, 1e-3, teacherForcing, out _);
            trainer.Step(pairs, rows.AsSpan(7, 21), 1e-3, teacherForcing, out _);
        }
    }

    [Fact]
    public void SequencesThatDoNotFitAreRefused()
    {
        Seq2SeqModel model = ReversalTask.Description().Build();
        Refused(() => model.Fit(SequencePairs.OfTokens([[1], [5]], [[1], [1]]), Quick, cancellation: TestContext.Current.CancellationToken), "source sequence 1 holds token 5 at step 0");
        Refused(() => model.Fit(SequencePairs.OfTokens([[1]], [[0, -1]]), Quick, cancellation: TestContext.Current.CancellationToken), "target sequence 0 holds token -1 at step 1");
        Refused(() => model.Fit(SequencePairs.OfTokens([[1]], [[1]]), Quick with { Options = Quick.Options with { TruncateSteps = 2 } }, cancellation: TestContext.Current.CancellationToken), "TruncateSteps");
        Refused(() => model.GreedyDecode(SequenceSet.OfNumbers([new float[1, 1]])), "tokens");
        Refused(() => model.Predict(SequenceSet.OfTokens([[1]]), 3), "GreedyDecode");
        Refused(() => SequencePairs.OfTokens([[1]], []), "1 source and 0 target");
        Refused(() => (ReversalTask.Description() with { Attention = null }).Build().Align(SequencePairs.OfTokens([[1]], [[1]])), "no attention");

        static void Refused(Action action, string what) =>
            Assert.Contains(what, Assert.Throws<InvalidInputException>(action).Message, StringComparison.Ordinal);
    }

    private sealed class Listener(List<TrainingProgress> told, Action? then = null) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            told.Add(value);
            then?.Invoke();
        }
    }
}
