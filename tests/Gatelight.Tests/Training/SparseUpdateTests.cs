using Gatelight.Data;
using Gatelight.Layers;
using Gatelight.Losses;
using Gatelight.Models;
using Gatelight.Optimizers;
using Gatelight.Recurrent;
using Gatelight.Regularization;
using Gatelight.Training;

namespace Gatelight.Tests.Training;

/// <summary>An embedding's table is updated where a batch reads it; the parts around the kernels give the same bits at any number of threads.</summary>
public sealed class SparseUpdateTests
{
    private const int Vocabulary = 500;
    private const int Width = 8;
    private const int Count = 12;
    private const int Steps = 6;

    public static TheoryData<Optimizer> WithoutMoments() => [new Sgd(0.1), new Adagrad(0.1)];

    public static TheoryData<Optimizer> WithMoments() => [new Adam(0.01), new AdamW(0.01) { WeightDecay = 0.1 }, new Nadam(0.01), new RmsProp(0.01), new Sgd(0.1) { Momentum = 0.9 }];

    [Theory]
    [MemberData(nameof(WithoutMoments))]
    public void WithoutMomentsItIsTheSameAsUpdatingEveryRow(Optimizer optimizer) =>
        Assert.Equal(Train(optimizer, updatesEveryRow: true, steps: 4).Parameters.Values, Train(optimizer, updatesEveryRow: false, steps: 4).Parameters.Values);

    [Theory]
    [MemberData(nameof(WithMoments))]
    public void TheFirstStepIsTheSameAsUpdatingEveryRow(Optimizer optimizer)
    {
        float[] start = Build(false).Parameters.Values;
        float[] every = Train(optimizer, updatesEveryRow: true, steps: 1).Parameters.Values;
        float[] read = Train(optimizer, updatesEveryRow: false, steps: 1).Parameters.Values;
        HashSet<int> rows = [.. Ids(0).Take(Count / 2 * Steps)];
        for (int n = 0; n < read.Length; n++)
            Assert.Equal(n / Width >= Vocabulary || rows.Contains(n / Width) ? every[n] : start[n], read[n]);
    }

    [Theory]
    [MemberData(nameof(WithMoments))]
    public void ARowThatIsNotReadStaysAsItIs(Optimizer optimizer)
    {
        float[] before = Train(optimizer, updatesEveryRow: false, steps: 1).Parameters.Values;
        float[] after = Train(optimizer, updatesEveryRow: false, steps: 2).Parameters.Values;
        HashSet<int> second = [.. Ids(0).Skip(Count / 2 * Steps)];
        int stayed = 0;
        foreach (int row in Ids(0).Take(Count / 2 * Steps).Where(row => !second.Contains(row)))
        {
            Assert.Equal(before.AsSpan(row * Width, Width), after.AsSpan(row * Width, Width));
            stayed++;
        }

        Assert.True(stayed > 5);
        Assert.NotEqual(before[(Vocabulary * Width)..], after[(Vocabulary * Width)..]);
    }

    [Fact]
    public void APenaltyReachesEveryRow()
    {
        float[] start = Build(false).Parameters.Values;
        TrainingOptions options = Options(new Sgd(0.1)) with { Regularization = new WeightRegularization { L2 = 0.1 } };
        float[] values = Train(options, Build(false), steps: 1).Parameters.Values;
        for (int n = 0; n < Vocabulary * Width; n++)
            Assert.NotEqual(start[n], values[n]);
    }

    [Fact]
    public void AWideVocabularyGivesTheSameBitsOnAnyNumberOfThreads()
    {
        Model<float> one = Wide(), three = Wide();
        one.Threads = 1;
        three.Threads = 3;
        SparseCategoricalCrossEntropy loss = new(4000) { IgnoreTarget = 7, LabelSmoothing = 0.1 };
        TrainingSet examples = new(Array.ConvertAll(Ids(1), id => (float)id), [.. Ids(2).Select(id => (float)(id % 9))], Count, Steps, 1);
        Trainer first = new(one, new TrainingOptions { Loss = loss }), second = new(three, new TrainingOptions { Loss = loss });
        int[] rows = [.. Enumerable.Range(0, Count)];
        for (int n = 0; n < 3; n++)
            Assert.Equal(first.Step(examples, rows, 1e-2), second.Step(examples, rows, 1e-2));
        Assert.Equal(one.Parameters.Values, three.Parameters.Values);

        static Model<float> Wide() => new Sequential(new Embedding(Vocabulary, Width), new Lstm(24) { ReturnSequences = true }, new Dense(4000)).Build(features: 1, seed: 2);
    }

    [Fact]
    public void AStepThatReadsOtherRowsEachTimeAllocatesNothing()
    {
        Model<float> model = Build(false);
        Trainer trainer = new(model, Options(new Adam()));
        TrainingSet[] sets = [.. Enumerable.Range(0, 40).Select(seed => Examples(seed))];
        int[] rows = [.. Enumerable.Range(0, Count)];
        for (int n = 0; n < 60; n++)
            trainer.Step(sets[n % 4], rows, 1e-3);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int n = 0; n < sets.Length; n++)
            trainer.Step(sets[n], rows, 1e-3);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static Model<float> Train(Optimizer optimizer, bool updatesEveryRow, int steps) => Train(Options(optimizer), Build(updatesEveryRow), steps);

    private static Model<float> Train(TrainingOptions options, Model<float> model, int steps)
    {
        Trainer trainer = new(model, options);
        int[] rows = [.. Enumerable.Range(0, Count)];
        for (int n = 0; n < steps; n++)
            Assert.True(double.IsFinite(trainer.Step(Examples(0), rows.AsSpan(n % 2 * Count / 2, Count / 2), options.Optimizer.LearningRate)));
        return model;
    }

    private static TrainingOptions Options(Optimizer optimizer) => new() { Optimizer = optimizer, Loss = new SparseCategoricalCrossEntropy(3), ClipNorm = 0.5 };

    private static Model<float> Build(bool updatesEveryRow) =>
        new Sequential(new Embedding(Vocabulary, Width) { UpdatesEveryRow = updatesEveryRow }, new Lstm(6), new Dense(3)).Build(features: 1, seed: 3);

    private static TrainingSet Examples(int seed) =>
        new(Array.ConvertAll(Ids(seed), id => (float)id), [.. Enumerable.Range(0, Count).Select(n => (float)(n % 3))], Count, Steps, 1);

    private static int[] Ids(int seed)
    {
        SeededRandom random = new(SeededRandom.Derive(11, seed));
        return [.. Enumerable.Range(0, Count * Steps).Select(_ => random.NextBelow(Vocabulary))];
    }
}
