using Gatelight.Data;
using Gatelight.Layers;
using Gatelight.Losses;
using Gatelight.Models;
using Gatelight.Optimizers;
using Gatelight.Recurrent;
using Gatelight.Training;

namespace Gatelight.Tests.Training;

public sealed class ClassificationTrainingTests
{
    private static readonly TrainingOptions Options = new() { Epochs = 40, Optimizer = new Adam(0.02), Seed = 4 };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<ClassificationLoss> Losses() =>
        [new SparseCategoricalCrossEntropy(2), new CategoricalCrossEntropy(2), new BinaryCrossEntropy()];

    [Theory]
    [MemberData(nameof(Losses))]
    public void ItLearnsTheSignOfASum(ClassificationLoss loss)
    {
        Model<float> model = new Sequential(new Lstm(12), new Dense(loss.OutputsPerTarget)).Build(features: 1, seed: 2);
        new Trainer(model, Options with { Loss = loss }).Fit(SumTask.Signs(SumTask.Make(256, 1, withLengths: true), loss), cancellation: Stop);
        TrainingSet test = SumTask.Make(256, 2, withLengths: true);
        float[] probabilities = model.Predict(test.AsBatch());
        loss.Probabilities<float>(probabilities, probabilities);
        int each = loss.OutputsPerTarget;
        int right = Enumerable.Range(0, test.Count).Count(row => probabilities[row * each + each - 1] > 0.5 == test.Targets[0].Values[row] > 0);
        Assert.InRange(right, 240, 256);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void EveryStepMayHaveItsTargetAndItsWeight(ClassificationLoss loss)
    {
        Model<float> model = new Sequential(new Lstm(6) { ReturnSequences = true }, new Dense(loss.OutputsPerTarget)).Build(features: 1, seed: 2);
        TrainingSet signs = SumTask.Signs(SumTask.Make(32, 3, withLengths: true, everyStep: true), loss);
        float[] weights = [.. Enumerable.Range(0, 32 * SumTask.Steps).Select(n => n % 4 * 0.5f)];
        TrainingSet weighted = new(signs.Inputs[0].Values, signs.Targets[0].Values, 32, SumTask.Steps, 1, signs.Inputs[0].Lengths, weights);
        Trainer trainer = new(model, Options with { Loss = loss });
        double expected = trainer.Evaluate(weighted);
        // What is padding, or has no weight, is not looked at: not even whether it is a class.
        for (int n = 0; n < weights.Length; n++)
        {
            if (weights[n] == 0 || n % SumTask.Steps >= signs.Inputs[0].Lengths![n / SumTask.Steps])
                weighted.Targets[0].Values.AsSpan(n * loss.ValuesPerTarget, loss.ValuesPerTarget).Fill(99.5f);
        }

        Assert.Equal(expected, trainer.Evaluate(weighted));
        Assert.True(trainer.Fit(weighted, cancellation: Stop).Epochs[^1].Loss < expected / 2);
    }

    [Fact]
    public void AnIgnoredStepCountsAsLittleAsOneOfWeightZero()
    {
        Model<float> model = new Sequential(new Lstm(6) { ReturnSequences = true }, new Dense(2)).Build(features: 1, seed: 2);
        TrainingSet signs = SumTask.Signs(SumTask.Make(32, 3, withLengths: true, everyStep: true), new SparseCategoricalCrossEntropy(2));
        float[] weights = [.. Enumerable.Range(0, signs.Targets[0].Values.Length).Select(n => n % 3 == 0 ? 0f : 1)];
        float[] ignored = [.. signs.Targets[0].Values.Select((target, n) => weights[n] == 0 ? -1 : target)];
        double expected = Loss(new SparseCategoricalCrossEntropy(2), signs.Targets[0].Values, weights);
        Assert.Equal(expected, Loss(new SparseCategoricalCrossEntropy(2) { IgnoreTarget = -1 }, ignored, null), Tolerances.Exact);

        double Loss(Loss loss, float[] targets, float[]? targetWeights) =>
            new Trainer(model, Options with { Loss = loss, BatchSize = 5 })
                .Evaluate(new TrainingSet(signs.Inputs[0].Values, targets, 32, SumTask.Steps, 1, signs.Inputs[0].Lengths, targetWeights));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TheLossOfAnEpochAndOfAnEvaluationAreOneMeanOverAllTargets(bool classWeights)
    {
        SparseCategoricalCrossEntropy loss = new(2) { ClassWeights = classWeights ? [1, 5] : null };
        Model<float> model = new Sequential(new Lstm(6) { ReturnSequences = true }, new Dense(2)).Build(features: 1, seed: 2);
        TrainingSet signs = SumTask.Signs(SumTask.Make(37, 3, withLengths: true, everyStep: true), loss);
        float[] weights = [.. Enumerable.Range(0, signs.Targets[0].Values.Length).Select(n => n < 60 ? 0.1f : n % 7)];
        TrainingSet weighted = new(signs.Inputs[0].Values, signs.Targets[0].Values, 37, SumTask.Steps, 1, signs.Inputs[0].Lengths, weights);
        // A rate so small that no weight moves, and batches that hold very different numbers of targets.
        Trainer trainer = new(model, Options with { Loss = loss, Epochs = 1, BatchSize = 8, Optimizer = new Sgd(1e-30) });
        double whole = new Trainer(model, Options with { Loss = loss, BatchSize = 37 }).Evaluate(weighted);
        Assert.Equal(whole, trainer.Evaluate(weighted), Tolerances.SinglePrecision);
        Assert.Equal(whole, trainer.Fit(weighted, cancellation: Stop).Epochs[0].Loss, Tolerances.SinglePrecision);
    }

    [Fact]
    public void ATargetThatIsNoClassIsNamedByExampleAndStep()
    {
        SparseCategoricalCrossEntropy loss = new(2);
        TrainingSet steps = SumTask.Signs(SumTask.Make(4, 3, everyStep: true), loss);
        steps.Targets[0].Values[2 * SumTask.Steps + 1] = 2;
        Trainer everyStep = new(new Sequential(new Lstm(3) { ReturnSequences = true }, new Dense(2)).Build(features: 1), Options with { Loss = loss });
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => everyStep.Fit(steps, cancellation: Stop));
        Assert.Equal("The target of example 2, step 1 is 2, but a class of 2 must be a whole number from 0 to 1.", error.Message);

        TrainingSet last = SumTask.Signs(SumTask.Make(4, 3), loss);
        last.Targets[0].Values[3] = 0.5f;
        Trainer atTheEnd = new(new Sequential(new Lstm(3), new Dense(2)).Build(features: 1), Options with { Loss = loss });
        error = Assert.Throws<InvalidInputException>(() => atTheEnd.Fit(last, cancellation: Stop));
        Assert.Equal("The target of example 3 is 0.5, but a class of 2 must be a whole number from 0 to 1.", error.Message);
    }

    [Fact]
    public void SizesThatDoNotMeetAreRefused()
    {
        TrainingSet numbers = SumTask.Make(4, 3);
        Model<float> model = new Sequential(new Lstm(3), new Dense(3)).Build(features: 1);
        Refused(new SparseCategoricalCrossEntropy(2), numbers, "need 2 outputs for SparseCategoricalCrossEntropy, but the model gives 3");
        Refused(new CategoricalCrossEntropy(3), numbers, "needs 3 values a target");
        TrainingSet distributions = new(numbers.Inputs[0].Values, [1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0], 4, SumTask.Steps, 1, targetWeights: new float[12]);
        Refused(new CategoricalCrossEntropy(3), distributions, "need 4 target weights, not 12");

        void Refused(Loss loss, TrainingSet examples, string expected)
        {
            Trainer trainer = new(model, Options with { Loss = loss });
            InvalidInputException error = Assert.Throws<InvalidInputException>(() => trainer.Evaluate(examples));
            Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        }
    }
}
