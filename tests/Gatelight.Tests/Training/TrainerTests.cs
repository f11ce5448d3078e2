using Gatelight.Data;
using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Losses;
using Gatelight.Models;
using Gatelight.Optimizers;
using Gatelight.Recurrent;
using Gatelight.Training;

namespace Gatelight.Tests.Training;

public sealed class TrainerTests
{
    private static readonly TrainingOptions Options = new() { Epochs = 30, Optimizer = new Adam(0.01), Seed = 4 };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<KernelVariant> Variants() =>
        [.. from status in KernelRegistry.Available where status.IsSupported select status.Variant];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ItLearnsToSumFarBetterThanTheBestConstant(bool withLengths)
    {
        Model<float> model = Build();
        Trainer trainer = new(model, Options);
        TrainingHistory history = trainer.Fit(SumTask.Make(256, 1, withLengths), cancellation: Stop);
        Assert.Equal(30, history.Epochs.Count);
        Assert.Equal(30, history.BestEpoch);
        Assert.False(history.StoppedEarly);
        Assert.InRange(trainer.Evaluate(SumTask.Make(256, 2, withLengths)), 0, SumTask.Baseline / 20);
    }

    [Fact]
    public void AnAnswerAtEveryStepLearnsFromTheLiveStepsAlone()
    {
        Model<float> model = new Sequential(new Lstm(12) { ReturnSequences = true }, new Dense(1)).Build(features: 1, seed: 2);
        Trainer trainer = new(model, Options);
        TrainingSet examples = SumTask.Make(128, 3, withLengths: true, everyStep: true);
        double before = trainer.Evaluate(examples);
        for (int n = 0; n < examples.Targets[0].Values.Length; n++)
        {
            if (n % SumTask.Steps >= examples.Inputs[0].Lengths![n / SumTask.Steps])
                examples.Targets[0].Values[n] = 1e6f;
        }

        Assert.Equal(before, trainer.Evaluate(examples));
        trainer.Fit(examples, cancellation: Stop);
        Assert.InRange(trainer.Evaluate(examples), 0, SumTask.Baseline / 20);
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void ASeedGivesTheSameBitsAtAnyNumberOfThreads(KernelVariant variant)
    {
        float[] expected = Train(1);
        Assert.Equal(expected, Train(1));
        Assert.Equal(expected, Train(2));
        Assert.Equal(expected, Train(8));

        float[] Train(int threads)
        {
            // Wide enough that the products are cut into slices.
            Model<float> model = new Sequential(new Lstm(40) { ReturnSequences = true }, new Dropout(0.2), new Lstm(33), new Dense(1))
                .ToArchitecture(LayerShape.Sequence(1)).Build(seed: 1, KernelRegistry.Create<float>(variant));
            model.Threads = threads;
            new Trainer(model, Options with { Epochs = 2, BatchSize = 48 }).Fit(SumTask.Make(100, 1, withLengths: true));
            return model.Parameters.Values;
        }
    }

    [Fact]
    public void AnotherSeedShufflesOtherwise()
    {
        Assert.NotEqual(Train(4, shuffle: true), Train(5, shuffle: true));
        Assert.Equal(Train(4, shuffle: false), Train(5, shuffle: false));

        static float[] Train(int seed, bool shuffle)
        {
            Model<float> model = Build();
            new Trainer(model, Options with { Epochs = 2, Seed = seed, Shuffle = shuffle }).Fit(SumTask.Make(64, 1));
            return model.Parameters.Values;
        }
    }

    [Fact]
    public void EarlyStoppingRestoresTheBestWeights()
    {
        Model<float> model = Build();
        // A learning rate so high that the validation loss rises and falls.
        Trainer trainer = new(model, Options with { Optimizer = new Adam(0.3), Epochs = 200, EarlyStopping = new EarlyStopping(5) });
        TrainingSet validation = SumTask.Make(64, 2);
        TrainingHistory history = trainer.Fit(SumTask.Make(64, 1), validation, cancellation: Stop);
        Assert.True(history.StoppedEarly);
        Assert.Equal(history.BestEpoch + 5, history.Epochs.Count);
        Assert.Equal(history.Epochs.Min(epoch => epoch.ValidationLoss), history.Epochs[history.BestEpoch - 1].ValidationLoss);
        Assert.Equal(history.Epochs[history.BestEpoch - 1].ValidationLoss!.Value, trainer.Evaluate(validation));
        Assert.NotEqual(history.Epochs[^1].ValidationLoss, history.Epochs[history.BestEpoch - 1].ValidationLoss);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(64)]
    public void AnExplodingTrainingStopsAndLeavesTheLastSoundWeights(int batchSize)
    {
        Model<float> model = Build();
        float[] start = [.. model.Parameters.Values];
        TrainingOptions options = Options with { Optimizer = new Sgd(1e300), ClipNorm = null, BatchSize = batchSize };
        TrainingException error = Assert.Throws<TrainingException>(() => new Trainer(model, options).Fit(SumTask.Make(64, 1), cancellation: Stop));
        Assert.Contains("learning rate", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.All(model.Parameters.Values, weight => Assert.True(float.IsFinite(weight)));
        // The first epoch was not sound already, so the weights are those of the start.
        Assert.Equal(start, model.Parameters.Values);
    }

    [Fact]
    public void CancellingLeavesTheBestWeightsSoFar()
    {
        using CancellationTokenSource source = new();
        List<(double? Loss, float[] Weights)> epochs = [];
        Model<float> model = Build();
        Trainer trainer = new(model, Options with { Epochs = 1000 });
        TellNow progress = new(state =>
        {
            epochs.Add((state.Loss, [.. model.Parameters.Values]));
            if (state.Epoch == 3)
                source.Cancel();
        });
        Assert.Throws<OperationCanceledException>(() => trainer.Fit(SumTask.Make(64, 1), progress: progress, cancellation: source.Token));
        Assert.Equal(3, epochs.Count);
        Assert.Equal(epochs[2].Weights, model.Parameters.Values);
        Assert.All(model.Parameters.Values, weight => Assert.True(float.IsFinite(weight)));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void ValuesThatAreNotFiniteAreRefused(float bad)
    {
        InvalidInputException input = Assert.Throws<InvalidInputException>(() => new TrainingSet([1, 2, 3, bad], [1, 2], 2, 2, 1));
        Assert.Contains("input of example 1", input.Message, StringComparison.Ordinal);
        InvalidInputException target = Assert.Throws<InvalidInputException>(() => new TrainingSet([1, 2, 3, 4], [bad, 2], 2, 2, 1));
        Assert.Contains("target of example 0", target.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ExamplesThatDoNotFitAreRefused()
    {
        Assert.Throws<InvalidInputException>(() => new TrainingSet(new float[5], new float[2], 2, 2, 1));
        Assert.Throws<InvalidInputException>(() => new TrainingSet(new float[4], new float[3], 2, 2, 1));
        Assert.Throws<InvalidInputException>(() => new TrainingSet(new float[4], new float[2], 2, 2, 1, [1]));
        Assert.Throws<InvalidInputException>(() => new TrainingSet([], [], 0, 2, 1));
        Trainer wrongWidth = new(Build(), Options with { Loss = new GaussianNegativeLogLikelihood() });
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => wrongWidth.Fit(SumTask.Make(4, 1), cancellation: Stop));
        Assert.Contains("change the width of its last layer", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OptionsOutsideTheirRangeAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Options with { Epochs = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => Options with { BatchSize = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => Options with { ClipNorm = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => Options with { ClipNorm = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping(0));
    }

    private static Model<float> Build() => new Sequential(new Lstm(12), new Dense(1)).Build(features: 1, seed: 2);

    private sealed class TellNow(Action<TrainingProgress> tell) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => tell(value);
    }
}
