using Gatelight.Data;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Optimizers;
using Gatelight.Recurrent;
using Gatelight.Training;

namespace Gatelight.Tests.Training;

/// <summary>Training never goes on silently on what is not a finite number: it stops, names the first, and keeps the last good weights.</summary>
public sealed class NotFiniteTests
{
    private static readonly TrainingOptions Options = new() { Epochs = 5, BatchSize = 8, Optimizer = new Adam(0.01), Shuffle = false };

    [Theory]
    [InlineData("lstm_1.weight_ih", float.NaN)]
    [InlineData("lstm_1.weight_hh", float.PositiveInfinity)]
    [InlineData("dense_1.bias", float.NegativeInfinity)]
    public void AWeightThatIsBadFromTheStartIsNamed(string name, float bad)
    {
        Model<float> model = Build();
        Parameter<float> parameter = model.Parameters.All.Single(each => each.Name == name);
        parameter.Values[^1] = bad;
        TrainingException error = Stop(model, SumTask.Make(16, 1));
        Assert.StartsWith($"Training cannot start: the weight {name}[{parameter.Length - 1}] is not a finite number", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void AWeightThatTurnsBadIsNamedAndTheLastGoodWeightsAreKept()
    {
        Model<float> model = Build();
        float[] good = [];
        Poison progress = new(epoch =>
        {
            if (epoch != 2)
                return;
            good = [.. model.Parameters.Values];
            model.Parameters.All[1].Values[5] = float.NaN;
            model.Parameters.MarkChanged();
        });
        TrainingException error = Stop(model, SumTask.Make(16, 1), progress);
        Assert.StartsWith("Training stopped in epoch 3: the weight lstm_1.weight_hh[5] in batch 1 is not a finite number", error.Message, StringComparison.Ordinal);
        Assert.Equal(good, model.Parameters.Values);
    }

    [Fact]
    public void AnInputThatIsBadIsNamedByExampleStepAndFeature()
    {
        Model<float> model = Build();
        float[] start = [.. model.Parameters.Values];
        TrainingSet examples = SumTask.Make(32, 1);
        examples.Inputs[0].Values[20 * SumTask.Steps + 3] = float.NaN;
        TrainingException error = Stop(model, examples);
        Assert.StartsWith("Training stopped in epoch 1: the input of example 20, step 3, feature 0 in batch 3 is not a finite number; mend the data", error.Message, StringComparison.Ordinal);
        Assert.Equal(start, model.Parameters.Values);
    }

    [Fact]
    public void ATargetThatIsBadIsNamedByExample()
    {
        TrainingSet examples = SumTask.Make(32, 1);
        examples.Targets[0].Values[9] = float.PositiveInfinity;
        Assert.StartsWith("Training stopped in epoch 1: the target 0 of example 9 in batch 2 is not a finite number", Stop(Build(), examples).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AGradientThatOverflowsIsNamed()
    {
        // The loss is 1e60 in double and the slope 2e30 in float, but its product with the input is beyond float.
        Model<float> model = new Sequential(new Dense(1)).ToArchitecture(LayerShape.Vector(1)).Build<float>(1);
        model.Parameters.Values[0] = 1;
        TrainingSet examples = new([1e30f], [0], 1, 1, 1);
        Assert.StartsWith("Training stopped in epoch 1: the gradient of dense_1.weight[0] in batch 1 is not a finite number", Stop(model, examples).Message, StringComparison.Ordinal);
        Assert.Equal(1, model.Parameters.Values[0]);
    }

    [Fact]
    public void TheLastStepOfAnEpochIsLookedAt()
    {
        Model<float> model = Build();
        float[] start = [.. model.Parameters.Values];
        TrainingOptions options = Options with { BatchSize = 16, Optimizer = new Sgd(1e300), ClipNorm = null };
        TrainingException error = Assert.Throws<TrainingException>(() => new Trainer(model, options).Fit(SumTask.Make(16, 1), cancellation: TestContext.Current.CancellationToken));
        Assert.StartsWith("Training stopped in epoch 1: the weight lstm_1.weight_ih[", error.Message, StringComparison.Ordinal);
        Assert.Contains("after the last step", error.Message, StringComparison.Ordinal);
        Assert.Equal(start, model.Parameters.Values);
    }

    private static TrainingException Stop(Model<float> model, TrainingSet examples, IProgress<TrainingProgress>? progress = null) =>
        Assert.Throws<TrainingException>(() => new Trainer(model, Options).Fit(examples, null, progress, TestContext.Current.CancellationToken));

    private static Model<float> Build() => new Sequential(new Lstm(4), new Dense(1)).Build(features: 1, seed: 2);

    private sealed class Poison(Action<int> afterEpoch) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => afterEpoch(value.Epoch);
    }
}
