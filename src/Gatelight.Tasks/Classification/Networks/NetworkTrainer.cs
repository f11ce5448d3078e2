using Gatelight.Data;
using Gatelight.Losses;
using Gatelight.Models;
using Gatelight.Optimizers;
using Gatelight.Schedules;
using Gatelight.Training;

namespace Gatelight.Tasks.Classification;

/// <summary>Trains the network of a classifier on rows, and stops by others.</summary>
internal sealed class NetworkTrainer(ClassifierOptions options, int classes, int features)
{
    private const int BucketBatches = 16;

    internal TrainingHistory Fit(
        Model<float> model, IReadOnlyList<NetworkRow> rows, int[] actual, IReadOnlyList<NetworkRow> validationRows, int[] validationActual,
        IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        model.Threads = options.Threads;
        SparseCategoricalCrossEntropy loss = new(classes) { ClassWeights = Weights(actual), LabelSmoothing = options.LabelSmoothing };
        Trainer trainer = new(model, new TrainingOptions
        {
            Epochs = options.Epochs,
            BatchSize = options.BatchSize,
            Loss = loss,
            Optimizer = new AdamW(options.LearningRate) { WeightDecay = options.WeightDecay },
            Schedule = new CosineSchedule(Floor: 0.1),
            ClipNorm = 5,
            BucketBatches = BucketBatches,
            EarlyStopping = new EarlyStopping(options.Patience),
            Seed = options.Seed,
        });
        return trainer.Fit(Set(rows, actual), validationRows.Count == 0 ? null : Set(validationRows, validationActual), progress is null ? null : new Epochs(progress), cancellation);
    }

    private TrainingSet Set(IReadOnlyList<NetworkRow> rows, int[] actual) =>
        new(rows.Count, [NetworkRow.Input(rows, features)], [new TrainingTarget([.. actual.Select(index => (float)index)])]);

    private double[]? Weights(int[] actual)
    {
        if (options.ClassWeights == ClassWeighting.None)
            return null;
        int[] counts = new int[classes];
        foreach (int index in actual)
            counts[index]++;
        // A class without training examples has no example to weigh.
        double power = options.ClassWeights == ClassWeighting.Softened ? 0.5 : 1;
        return [.. counts.Select(count => count == 0 ? 0 : Math.Pow((double)actual.Length / (classes * count), power))];
    }

    private sealed class Epochs(IProgress<WorkProgress> progress) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => progress.Report(new WorkProgress(
            FormattableString.Invariant($"Training, loss {value.Loss:F3}{(value.ValidationLoss is { } held ? FormattableString.Invariant($", {held:F3} on validation") : "")}"), value.Epoch, value.Epochs, "epochs"));
    }
}
