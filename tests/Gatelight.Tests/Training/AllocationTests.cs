using Gatelight.Data;
using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Losses;
using Gatelight.Models;
using Gatelight.Optimizers;
using Gatelight.Recurrent;
using Gatelight.Regularization;
using Gatelight.Training;

namespace Gatelight.Tests.Training;

/// <summary>Steady work allocates nothing: bytes of the calling thread after a warm-up at the longest sequences.</summary>
public sealed class AllocationTests
{
    private const int Count = 64;
    private const int Warmups = 50;

    public static TheoryData<Optimizer> Optimizers() => [new Adam(), new AdamW(), new Sgd { Momentum = 0.9 }, new RmsProp(), new Nadam(), new Adagrad()];

    public static TheoryData<Loss, int> Losses() => new()
    {
        { new MeanSquaredError(), 1 }, { new MeanAbsoluteError(), 1 }, { new Huber(), 1 },
        { new QuantileLoss([0.1, 0.5, 0.9]), 3 }, { new GaussianNegativeLogLikelihood(), 2 },
        { new BinaryCrossEntropy { LabelSmoothing = 0.1 }, 1 },
        { new SparseCategoricalCrossEntropy(300) { LabelSmoothing = 0.1, IgnoreTarget = 0 }, 300 },
        { new CategoricalCrossEntropy(2) { ClassWeights = [1, 2] }, 2 },
    };

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void AStepWithAnyOptimizer(Optimizer optimizer) => CheckStep(new TrainingOptions { Optimizer = optimizer }, 1, threads: 1);

    [Theory]
    [MemberData(nameof(Losses))]
    public void AStepWithAnyLoss(Loss loss, int outputs) => CheckStep(new TrainingOptions { Loss = loss }, outputs, threads: 1);

    [Fact]
    public void AStepWithRegularization() =>
        CheckStep(new TrainingOptions { Regularization = new WeightRegularization { L1 = 1e-3, L2 = 1e-3, MaxNorm = 1 } }, 1, threads: 1);

    [Fact]
    public void AStepOnTwoThreads() => CheckStep(new TrainingOptions(), 1, threads: 2);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void APrediction(int threads)
    {
        Model<float> model = Build(1);
        model.Threads = threads;
        float[] values = new float[Count * SumTask.Steps];
        int[][] lengths = [[], Lengths(1), Lengths(2), Lengths(3)];
        float[] output = new float[Count];
        for (int n = 0; n < Warmups; n++)
            Predict(lengths[n % lengths.Length]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int n = 0; n < 20; n++)
            Predict(lengths[n % lengths.Length]);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Predict(int[] each)
        {
            model.Forward(new Batch<float>(values, Count, SumTask.Steps, 1, each));
            model.CopyOutput(output);
        }
    }

    private static void CheckStep(TrainingOptions options, int outputs, int threads)
    {
        Model<float> model = Build(outputs);
        model.Threads = threads;
        Trainer trainer = new(model, options);
        TrainingSet full = SumTask.Make(Count, 1);
        TrainingSet ragged = SumTask.Make(Count, 2, withLengths: true);
        if (options.Loss is ClassificationLoss classification)
            (full, ragged) = (SumTask.Signs(full, classification), SumTask.Signs(ragged, classification));
        int[] rows = [.. Enumerable.Range(0, Count)];
        for (int n = 0; n < Warmups; n++)
            Steps();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int n = 0; n < 10; n++)
            Steps();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Steps()
        {
            trainer.Step(full, rows, 1e-3);
            trainer.Step(ragged, rows, 1e-3);
            trainer.Step(ragged, rows.AsSpan(3, 17), 1e-3);
        }
    }

    private static int[] Lengths(int seed) => SumTask.Make(Count, (ulong)seed, withLengths: true).Inputs[0].Lengths!;

    // Wide enough that two threads are used.
    private static Model<float> Build(int outputs) =>
        new Sequential(new Lstm(32) { ReturnSequences = true }, new Dropout(0.2), new Lstm(16), new Dense(outputs) { Activation = Activation.Tanh })
            .Build(features: 1);
}
