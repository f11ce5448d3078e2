using Gatelight.Data;
using Gatelight.Layers;
using Gatelight.Losses;
using Gatelight.Models;
using Gatelight.Optimizers;
using Gatelight.Recurrent;
using Gatelight.Schedules;
using Gatelight.Training;

namespace Gatelight.Recipes.ClassicTasks;

/// <summary>
/// Generating timed spikes: a spike is due F + I steps after the one before, where I is 0 or 1, drawn for each interval and shown as the
/// input throughout it. Nothing tells the network when its own spikes are right, so one slip shifts all that follow.
/// </summary>
public sealed class TimedSpikes : ClassicTask
{
    private const int Shortest = 10;
    private const int TrainingSteps = 100;
    private const int TestStreams = 100;
    private const int TestSteps = 500;

    /// <inheritdoc/>
    public override string Name => "timed-spikes";

    /// <inheritdoc/>
    public override string Description => "Generates spikes at intervals that the input dictates.";

    /// <inheritdoc/>
    public override string Source => "Gers, Schraudolph and Schmidhuber 2002";

    /// <summary>Draws streams: inputs <c>[N, T, 1]</c>, the I of the interval that a step belongs to, and targets <c>[N, T, 1]</c>, 1 at its last step.</summary>
    /// <param name="count">N.</param>
    /// <param name="steps">T.</param>
    /// <param name="shortest">F, the shortest interval.</param>
    /// <param name="random">Where the intervals come from.</param>
    public static TrainingSet Draw(int count, int steps, int shortest, SeededRandom random)
    {
        float[] inputs = new float[count * steps];
        float[] targets = new float[count * steps];
        for (int n = 0; n < count; n++)
        {
            int longer = 0;
            int left = 0;
            for (int t = 0; t < steps; t++)
            {
                if (left == 0)
                {
                    longer = random.NextBelow(2);
                    left = shortest + longer;
                }

                left--;
                inputs[n * steps + t] = longer;
                targets[n * steps + t] = left == 0 ? 1 : 0;
            }
        }

        return new TrainingSet(inputs, targets, count, steps, features: 1);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TaskFigure> Measure(int seed, CancellationToken cancellationToken) =>
    [
        .. Figures("with peepholes", hasPeepholes: true, seed, cancellationToken),
        .. Figures("without", hasPeepholes: false, seed, cancellationToken),
    ];

    private static IEnumerable<TaskFigure> Figures(string cell, bool hasPeepholes, int seed, CancellationToken cancellationToken)
    {
        TrainingOptions options = new() { BatchSize = 16, Loss = new BinaryCrossEntropy(), Optimizer = new Adam(0.01), Schedule = new CosineSchedule() };
        Model<float> model = new Sequential(new Lstm(8) { Peepholes = hasPeepholes, ReturnSequences = true }, new Dense(1)).Build(features: 1, seed);
        new OnlineTraining((count, random) => Draw(count, TrainingSteps, Shortest, random), options, Steps: 4000).Run(model, seed, cancellationToken);

        TrainingSet test = Draw(TestStreams, TestSteps, Shortest, OnlineTraining.TestRandom(seed));
        float[] logits = model.Predict(test.AsBatch());
        bool IsRight(int place) => logits[place] > 0 == test.Targets[0].Values[place] > 0;
        int perfect = Enumerable.Range(0, TestStreams).Count(n => Enumerable.Range(n * TestSteps, TestSteps).All(IsRight));
        int[] spikes = [.. Enumerable.Range(0, test.Targets[0].Values.Length).Where(place => test.Targets[0].Values[place] > 0)];
        yield return new($"{cell}: streams of {TestSteps} steps without a slip", (double)perfect / TestStreams, "P0");
        yield return new($"{cell}: spikes on time", (double)spikes.Count(IsRight) / spikes.Length, "P1");
    }
}
