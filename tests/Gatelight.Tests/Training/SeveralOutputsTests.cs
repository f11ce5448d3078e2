using Gatelight.Data;
using Gatelight.Layers;
using Gatelight.Losses;
using Gatelight.Models;
using Gatelight.Optimizers;
using Gatelight.Recurrent;
using Gatelight.Training;

namespace Gatelight.Tests.Training;

/// <summary>Training models with several inputs, several outputs and several time axes.</summary>
public sealed class SeveralOutputsTests
{
    private const int Count = 24;
    private const int Steps = 5;

    [Fact]
    public void EveryInputAndEveryOutputTakesPart()
    {
        Model<float> model = Architecture().Build<float>(seed: 2);
        float[] before = [.. model.Parameters.Values];
        TrainingHistory history = new Trainer(model, Options(furtherWeight: 1)).Fit(Examples(), cancellation: TestContext.Current.CancellationToken);
        Assert.True(history.Epochs[^1].Loss < history.Epochs[0].Loss / 2, $"{history.Epochs[0].Loss} -> {history.Epochs[^1].Loss}");
        Assert.All(model.Parameters.All, parameter => Assert.NotEqual(before.AsSpan(parameter.Offset, parameter.Length).ToArray(), parameter.Values.ToArray()));
    }

    [Fact]
    public void AnOutputOfWeightZeroIsNotLearnt()
    {
        Model<float> model = Architecture().Build<float>(seed: 2);
        float[] before = [.. model.Parameters.Values];
        new Trainer(model, Options(furtherWeight: 0)).Fit(Examples(), cancellation: TestContext.Current.CancellationToken);
        foreach (Parameter<float> parameter in model.Parameters.All)
        {
            float[] old = before[parameter.Offset..(parameter.Offset + parameter.Length)];
            if (parameter.Name.StartsWith("classes", StringComparison.Ordinal))
                Assert.Equal(old, parameter.Values.ToArray());
            else
                Assert.NotEqual(old, parameter.Values.ToArray());
        }
    }

    [Fact]
    public void TheLossIsTheWeightedSumOverTheOutputs()
    {
        Model<float> model = Architecture().Build<float>(seed: 2);
        TrainingSet examples = Examples();
        double both = new Trainer(model, Options(furtherWeight: 0.5)).Evaluate(examples);
        double first = new Trainer(model, Options(furtherWeight: 0)).Evaluate(examples);
        double second = (new Trainer(model, Options(furtherWeight: 1)).Evaluate(examples) - first) / 2;
        Assert.Equal(first + second, both, Tolerances.Exact);
        Assert.True(second > 0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void WhatDoesNotMeetIsOneLine(bool withoutLoss)
    {
        Model<float> model = Architecture().Build<float>();
        TrainingSet examples = Examples();
        TrainingOptions options = withoutLoss ? Options(1) with { FurtherLosses = null } : Options(1);
        TrainingSet wrong = withoutLoss ? examples : new TrainingSet(Count, [.. examples.Inputs], [examples.Targets[0]]);
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => new Trainer(model, options).Fit(wrong, cancellation: TestContext.Current.CancellationToken));
        Assert.Contains("2 outputs", error.Message, StringComparison.Ordinal);
    }

    // Two sequences of different lengths and a vector; one output at every step of the second, and one class.
    private static ModelArchitecture Architecture()
    {
        ModelGraph graph = new();
        GraphSource source = graph.Input(LayerShape.Sequence(2));
        GraphSource target = graph.Input(LayerShape.Sequence(1, axis: 1));
        GraphSource still = graph.Input(LayerShape.Vector(2));
        GraphSource encoder = graph.Add(new Gru(6) { ReturnState = true }, source);
        GraphSource decoder = graph.Add(new Gru(6) { ReturnSequences = true }, target, encoder[1]);
        GraphSource joined = graph.Add(new Concatenate(), encoder, still);
        return graph.ToArchitecture(graph.Add(new Dense(1) { Name = "values" }, decoder), graph.Add(new Dense(2) { Name = "classes" }, joined));
    }

    private static TrainingOptions Options(double furtherWeight) => new()
    {
        Epochs = 60,
        BatchSize = 7,
        Optimizer = new Adam { LearningRate = 0.02 },
        FurtherLosses = [new OutputLoss(new SparseCategoricalCrossEntropy(2), furtherWeight)],
    };

    private static TrainingSet Examples()
    {
        SeededRandom random = new(9);
        float[] source = [.. GradientCheck.Normals(random, Count * Steps * 2).Select(value => (float)value)];
        float[] still = [.. GradientCheck.Normals(random, Count * 2).Select(value => (float)value)];
        float[] decoder = new float[Count * 3];
        float[] values = new float[Count * 3];
        float[] classes = new float[Count];
        int[] lengths = [.. Enumerable.Range(0, Count).Select(n => 1 + n % Steps)];
        for (int n = 0; n < Count; n++)
        {
            for (int step = 0; step < 3; step++)
            {
                decoder[n * 3 + step] = step;
                values[n * 3 + step] = source[n * Steps * 2] * (step + 1) / 3;
            }

            classes[n] = still[n * 2] > 0 ? 1 : 0;
        }

        return new TrainingSet(
            Count, [new TrainingInput(source, Steps, 2, lengths), new TrainingInput(decoder, 3, 1), new TrainingInput(still, 1, 2)],
            [new TrainingTarget(values), new TrainingTarget(classes)]);
    }
}
