using Gatelight.Data;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Optimizers;
using Gatelight.Recurrent;
using Gatelight.Schedules;
using Gatelight.Training;

namespace Gatelight.Recipes.ClassicTasks;

/// <summary>
/// The multiplication problem: each step holds a value, uniform in [0, 1], and a mark; the product of the two values marked 1
/// is asked for at the end. One of the first ten steps is marked, then another of the first T/2 - 1; the first and the last step are marked
/// -1 (a first step that is itself chosen counts 0 and is marked 1). Sequences have T to T + T/10 steps. An answer that does not look at the sequence errs by 1/9 - 1/16.
/// </summary>
public sealed class Multiplication : ClassicTask
{
    private const int Steps = 100;
    private const int TestCount = 2560;

    /// <inheritdoc/>
    public override string Name => "multiplication";

    /// <inheritdoc/>
    public override string Description => "Multiplies two marked values of a sequence of 100 to 110 steps.";

    /// <inheritdoc/>
    public override string Source => "Hochreiter and Schmidhuber 1997, experiment 5";

    /// <summary>Draws sequences <c>[N, T + T/10, 2]</c> of values and marks with lengths, and targets <c>[N, 1]</c>.</summary>
    /// <param name="count">N.</param>
    /// <param name="steps">T, at least 24.</param>
    /// <param name="random">Where the values and marks come from.</param>
    public static TrainingSet Draw(int count, int steps, SeededRandom random)
    {
        int longest = steps + steps / 10;
        float[] inputs = new float[count * longest * 2];
        float[] targets = new float[count];
        int[] lengths = new int[count];
        for (int n = 0; n < count; n++)
        {
            lengths[n] = steps + random.NextBelow(longest - steps + 1);
            Span<float> sequence = inputs.AsSpan(n * longest * 2, lengths[n] * 2);
            for (int t = 0; t < lengths[n]; t++)
                sequence[2 * t] = (float)random.NextUniform();
            int first = random.NextBelow(10);
            int second = random.NextBelow(steps / 2 - 2);
            second += second >= first ? 1 : 0;
            sequence[1] = sequence[^1] = -1;
            if (first == 0 || second == 0)
                sequence[0] = 0;
            sequence[2 * first + 1] = sequence[2 * second + 1] = 1;
            targets[n] = sequence[2 * first] * sequence[2 * second];
        }

        return new TrainingSet(inputs, targets, count, longest, features: 2, lengths);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TaskFigure> Measure(int seed, CancellationToken cancellationToken)
    {
        TrainingOptions options = new() { BatchSize = 32, Optimizer = new Adam(0.01), Schedule = new CosineSchedule() };
        Model<float> model = new Sequential(new Lstm(16), new Dense(1)).Build(features: 2, seed);
        ChronoBias.Set(model, longest: Steps, seed);
        new OnlineTraining((count, random) => Draw(count, Steps, random), options, Steps: 4000).Run(model, seed, cancellationToken);
        TrainingSet test = Draw(TestCount, Steps, OnlineTraining.TestRandom(seed));
        double mean = test.Targets[0].Values.Average();
        double variance = test.Targets[0].Values.Average(target => (target - mean) * (target - mean));
        return [new("LSTM, mean squared error", new Trainer(model, options).Evaluate(test), "F5", "0.0139 to 0.0223", variance)];
    }
}
