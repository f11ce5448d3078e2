using System.Text.Json;
using Gatelight.Data;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Optimizers;
using Gatelight.Recurrent;
using Gatelight.Regularization;
using Gatelight.Schedules;
using Gatelight.Training;

namespace Gatelight.Tests.Training;

/// <summary>Long texts as streams: what is learned, what is measured, and going on after an interruption.</summary>
public sealed class StreamTrainerTests
{
    private const int Vocabulary = 6;

    private static readonly int[] Text = [.. Enumerable.Range(0, 400).Select(n => n * n % Vocabulary)];

    private static readonly TrainingOptions Options = new()
    {
        Epochs = 4,
        TruncateSteps = 7,
        Optimizer = new Adam(0.01),
        Schedule = new CosineSchedule(),
        EarlyStopping = new EarlyStopping(2),
        Seed = 5,
    };

    [Fact]
    public void WhatRepeatsIsLearned()
    {
        Model<float> model = Build();
        StreamTrainer trainer = new(model, Options with { Epochs = 12, EarlyStopping = null });
        TrainingHistory history = trainer.Fit(new TokenStreams(Text, 4), cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(12, history.Epochs.Count);
        Assert.InRange(history.Epochs[^1].Loss, 0, 0.5 * history.Epochs[0].Loss);
    }

    [Fact]
    public void TheMeanSurpriseIsThatOfOnePassOverTheWholeText()
    {
        Model<float> model = Build();
        double measured = new StreamTrainer(model, Options).Evaluate(new TokenStreams(Text, 1));
        float[] logits = model.Predict(new Batch<float>(Text[..^1].Select(token => (float)token).ToArray(), 1, Text.Length - 1, 1));
        double expected = 0;
        for (int step = 0; step < Text.Length - 1; step++)
        {
            double[] row = [.. logits.Skip(step * Vocabulary).Take(Vocabulary).Select(logit => (double)logit)];
            expected += Math.Log(row.Sum(Math.Exp)) - row[Text[step + 1]];
        }

        Assert.Equal(expected / (Text.Length - 1), measured, 1e-5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(20)]
    [InlineData(41)]
    public void AnInterruptedTrainingEndsWithTheSameBits(int stopAfter)
    {
        (float[] whole, TrainingHistory wholeHistory) = Fit(Build(), null, TestContext.Current.CancellationToken, null);
        TrainingCheckpoint checkpoint = Interrupted(stopAfter, out Model<float> stopped);
        string folder = Directory.CreateTempSubdirectory("gatelight-stream-").FullName;
        try
        {
            string path = Path.Combine(folder, "half.checkpoint");
            checkpoint.Save(path, stopped.Architecture, "sample", JsonSerializer.SerializeToElement(3));
            (TrainingCheckpoint loaded, ModelArchitecture architecture, JsonElement facts) = TrainingCheckpoint.Load(path, "sample");
            Assert.Equal(3, facts.GetInt32());
            (float[] resumed, TrainingHistory history) = Fit(architecture.Build<float>(seed: 99), loaded, TestContext.Current.CancellationToken, null);
            Assert.Equal(whole, resumed);
            Assert.Equal(wholeHistory.Epochs, history.Epochs);
            Assert.Equal(wholeHistory.BestEpoch, history.BestEpoch);
            Assert.Contains("not an interrupted training for 'other'", Assert.Throws<InvalidInputException>(() => TrainingCheckpoint.Load(path, "other")).Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void ThreadsDoNotChangeABit()
    {
        Model<float> two = Build();
        two.Threads = 2;
        Assert.Equal(Fit(Build(), null, TestContext.Current.CancellationToken, null).Weights, Fit(two, null, TestContext.Current.CancellationToken, null).Weights);
    }

    [Fact]
    public void ACheckpointOfAnotherModelIsRefused()
    {
        TrainingCheckpoint checkpoint = Interrupted(3, out _);
        Model<float> other = new Sequential(new Embedding(Vocabulary, 3), new Lstm(5) { ReturnSequences = true }, new Dense(Vocabulary)).Build(features: 1);
        Assert.Contains("the model has", Assert.Throws<InvalidInputException>(() => Fit(other, checkpoint, TestContext.Current.CancellationToken, null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ACheckpointOfAnotherOptimizerIsRefused()
    {
        TrainingCheckpoint checkpoint = Interrupted(3, out Model<float> model);
        StreamTrainer trainer = new(model.Clone(), Options with { Optimizer = new Sgd(0.01) });
        InvalidInputException refused = Assert.Throws<InvalidInputException>(() => trainer.Fit(new TokenStreams(Text[..320], 4), resume: checkpoint, cancellation: TestContext.Current.CancellationToken));
        Assert.Contains("arrays of an optimizer", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ACheckpointOfOtherStreamsIsRefused()
    {
        TrainingCheckpoint checkpoint = Interrupted(3, out Model<float> model);
        InvalidInputException refused = Assert.Throws<InvalidInputException>(() => new StreamTrainer(model.Clone(), Options).Fit(new TokenStreams(Text[..320], 5), resume: checkpoint, cancellation: TestContext.Current.CancellationToken));
        Assert.Contains("states of other streams", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void APenaltyMakesWeightsSmaller()
    {
        Assert.InRange(SumOfSquares(new WeightRegularization { L2 = 0.01 }), 0, 0.7 * SumOfSquares(null));

        static double SumOfSquares(WeightRegularization? rule)
        {
            Model<float> model = Build();
            new StreamTrainer(model, Options with { Regularization = rule, EarlyStopping = null }).Fit(new TokenStreams(Text, 4), cancellation: TestContext.Current.CancellationToken);
            double sum = 0;
            foreach (float weight in model.Parameters.Values)
                sum += (double)weight * weight;
            return sum;
        }
    }

    [Fact]
    public void WeightsThatAreNoNumbersAreNotKept()
    {
        Model<float> model = Build();
        float[] before = model.Parameters.Values.ToArray();
        StreamTrainer trainer = new(model, Options with { Epochs = 1, TruncateSteps = 400, Optimizer = new Sgd(1e39) });
        TrainingException stopped = Assert.Throws<TrainingException>(() => trainer.Fit(new TokenStreams(Text[..320], 1), new TokenStreams(Text[320..], 1), cancellation: TestContext.Current.CancellationToken));
        Assert.Contains("after the last step is not a finite number", stopped.Message, StringComparison.Ordinal);
        Assert.Equal(before, model.Parameters.Values.ToArray());
    }

    [Fact]
    public void WhatCannotBeTrainedSoIsRefused()
    {
        Assert.Contains("BucketBatches", Assert.Throws<InvalidInputException>(() => new StreamTrainer(Build(), Options with { BucketBatches = 4 })).Message, StringComparison.Ordinal);
        Assert.Contains("none has a next one", Assert.Throws<InvalidInputException>(() => new TokenStreams([1], 2)).Message, StringComparison.Ordinal);
        Model<float> single = new Sequential(new Lstm(3), new Dense(2)).Build(features: 1);
        Assert.Contains("[B, T, V]", Assert.Throws<InvalidInputException>(() => new StreamTrainer(single, Options)).Message, StringComparison.Ordinal);
    }

    private static Model<float> Build() => new Sequential(
        new Embedding(Vocabulary, 6), new Dropout(0.1) { SharedOverTime = true }, new Lstm(10) { ReturnSequences = true, RecurrentDropout = 0.1 }, new Dense(Vocabulary)).Build(features: 1, seed: 3);

    private static (float[] Weights, TrainingHistory History) Fit(Model<float> model, TrainingCheckpoint? resume, CancellationToken cancellation, IProgress<TrainingStep>? steps)
    {
        StreamTrainer trainer = new(model, Options);
        TrainingHistory history = trainer.Fit(new TokenStreams(Text[..320], 4), new TokenStreams(Text[320..], 2), null, steps, resume, cancellation);
        return ([.. model.Parameters.Values], history);
    }

    private static TrainingCheckpoint Interrupted(int steps, out Model<float> model)
    {
        using CancellationTokenSource source = new();
        Model<float> stopped = model = Build();
        return Assert.Throws<TrainingInterruptedException>(() => Fit(stopped, null, source.Token, new After(steps, source))).Checkpoint;
    }

    private sealed class After(int steps, CancellationTokenSource source) : IProgress<TrainingStep>
    {
        public void Report(TrainingStep value)
        {
            if (value.Done == steps)
                source.Cancel();
        }
    }
}
