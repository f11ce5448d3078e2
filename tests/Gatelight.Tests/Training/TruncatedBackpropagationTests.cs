using Gatelight.Data;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Optimizers;
using Gatelight.Recurrent;
using Gatelight.Training;

namespace Gatelight.Tests.Training;

/// <summary>Truncated back-propagation: pieces of a sequence with carried state.</summary>
public sealed class TruncatedBackpropagationTests
{
    private const int Count = 6;
    private const int Steps = 10;

    [Fact]
    public void EvaluatingInPiecesEqualsEvaluatingAtOnce()
    {
        Model<float> model = Recall().Build(features: 1, seed: 3);
        TrainingSet examples = Examples(lengths: true);
        double whole = new Trainer(model, Options(null)).Evaluate(examples);
        Assert.Equal(whole, new Trainer(model, Options(3)).Evaluate(examples), Tolerances.Exact);
        Assert.False(model.CarriesState);
    }

    [Fact]
    public void APieceAsLongAsTheSequenceIsPlainTraining()
    {
        Model<float> plain = Recall().Build(features: 1, seed: 3);
        Model<float> pieces = Recall().Build(features: 1, seed: 3);
        new Trainer(plain, Options(null)).Fit(Examples(lengths: true), cancellation: TestContext.Current.CancellationToken);
        new Trainer(pieces, Options(Steps)).Fit(Examples(lengths: true), cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(plain.Parameters.Values, pieces.Parameters.Values);
    }

    [Fact]
    public void PiecesAreStepsByHandWithCarriedState()
    {
        Model<float> model = Recall().Build(features: 1, seed: 3);
        Model<float> byHand = Recall().Build(features: 1, seed: 3);
        TrainingOptions options = Options(4) with { Optimizer = new Sgd { LearningRate = 0.1 }, ClipNorm = null };
        TrainingSet examples = Examples(lengths: false);
        new Trainer(model, options).Step(examples, [0, 1], 0.1);

        byHand.CarriesState = true;
        foreach ((int first, int count) in new[] { (0, 4), (4, 4), (8, 2) })
        {
            Array.Clear(byHand.Parameters.Gradients);
            byHand.Forward(new Batch<float>(Cut(examples.Inputs[0].Values, first, count), 2, count, 1));
            float[] output = new float[byHand.OutputLength];
            byHand.CopyOutput(output);
            float[] targets = Cut(examples.Targets[0].Values, first, count);
            byHand.Backward([.. output.Zip(targets, (y, t) => (float)(2.0 * (y - t) / output.Length))], GradientTarget.Parameters);
            for (int n = 0; n < byHand.Parameters.Count; n++)
                byHand.Parameters.Values[n] -= 0.1f * byHand.Parameters.Gradients[n];
            byHand.Parameters.MarkChanged();
        }

        for (int n = 0; n < byHand.Parameters.Count; n++)
            Assert.Equal(byHand.Parameters.Values[n], model.Parameters.Values[n], Tolerances.SinglePrecision);
    }

    [Fact]
    public void ARowThatHasEndedGetsNoMoreGradient()
    {
        Model<float> model = Recall().Build(features: 1, seed: 3);
        Model<float> same = Recall().Build(features: 1, seed: 3);
        TrainingSet examples = Examples(lengths: true);
        float[] spoiled = [.. examples.Targets[0].Values];
        for (int row = 0; row < Count; row++)
            spoiled.AsSpan(row * Steps + examples.Inputs[0].Lengths![row], Steps - examples.Inputs[0].Lengths![row]).Fill(99);
        new Trainer(model, Options(3)).Fit(examples, cancellation: TestContext.Current.CancellationToken);
        new Trainer(same, Options(3)).Fit(new TrainingSet(Count, examples.Inputs, [new TrainingTarget(spoiled)]), cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(model.Parameters.Values, same.Parameters.Values);
    }

    [Fact]
    public void AModelThatAnswersOnceIsRefused()
    {
        Model<float> model = new Sequential(new Lstm(3), new Dense(1)).Build(features: 1);
        TrainingSet examples = new(new float[Count * Steps], new float[Count], Count, Steps, 1);
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => new Trainer(model, Options(3)).Fit(examples, cancellation: TestContext.Current.CancellationToken));
        Assert.Contains("ReturnSequences", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingOptions { TruncateSteps = 0 });
    }

    private static Sequential Recall() => new(new Lstm(4) { ReturnSequences = true }, new Dense(1));

    private static TrainingOptions Options(int? pieces) => new() { Epochs = 3, BatchSize = 4, TruncateSteps = pieces, Seed = 1 };

    private static TrainingSet Examples(bool lengths)
    {
        float[] values = [.. GradientCheck.Normals(new SeededRandom(4), Count * Steps).Select(value => (float)value)];
        float[] targets = new float[values.Length];
        for (int n = 0; n < values.Length; n++)
            targets[n] = n % Steps == 0 ? 0 : values[n - 1];
        return new TrainingSet(values, targets, Count, Steps, 1, lengths ? [10, 3, 7, 1, 9, 4] : null);
    }

    private static float[] Cut(float[] values, int first, int count) =>
        [.. values.AsSpan(first, count), .. values.AsSpan(Steps + first, count)];
}
