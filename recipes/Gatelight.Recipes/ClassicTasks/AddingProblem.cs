using Gatelight.Data;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Optimizers;
using Gatelight.Recurrent;
using Gatelight.Schedules;
using Gatelight.Training;

namespace Gatelight.Recipes.ClassicTasks;

/// <summary>
/// The adding problem: each step holds a value, uniform in [-1, 1], and a mark; two steps are marked, one in each half of
/// the sequence, and the sum of their values is asked for after the last step. An answer that does not look at the sequence
/// errs by the variance of the sum, 2/3.
/// </summary>
public sealed class AddingProblem : ClassicTask
{
    private const int Steps = 100;
    private const int TestCount = 2560;

    /// <inheritdoc/>
    public override string Name => "adding-problem";

    /// <inheritdoc/>
    public override string Description => "Adds two marked values of a sequence of 100 steps.";

    /// <inheritdoc/>
    public override string Source => "Hochreiter and Schmidhuber 1997, experiment 4";

    /// <summary>Draws sequences <c>[N, T, 2]</c> of values and marks, with targets <c>[N, 1]</c>.</summary>
    /// <param name="count">N.</param>
    /// <param name="steps">T, at least 2.</param>
    /// <param name="random">Where the values and marks come from.</param>
    public static TrainingSet Draw(int count, int steps, SeededRandom random)
    {
        float[] inputs = new float[count * steps * 2];
        float[] targets = new float[count];
        for (int n = 0; n < count; n++)
        {
            Span<float> sequence = inputs.AsSpan(n * steps * 2, steps * 2);
            for (int t = 0; t < steps; t++)
                sequence[2 * t] = (float)(2 * random.NextUniform() - 1);
            int first = random.NextBelow(steps / 2);
            int second = steps / 2 + random.NextBelow(steps - steps / 2);
            sequence[2 * first + 1] = sequence[2 * second + 1] = 1;
            targets[n] = sequence[2 * first] + sequence[2 * second];
        }

        return new TrainingSet(inputs, targets, count, steps, features: 2);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TaskFigure> Measure(int seed, CancellationToken cancellationToken) =>
    [
        new("LSTM, mean squared error", TestError(Lstm(Steps, seed), new Adam(0.02), seed, cancellationToken), "F5", Baseline: 2.0 / 3),
        new("SimpleRnn, mean squared error", TestError(SimpleRnn(seed), new Adam(0.001), seed, cancellationToken), "F5", Baseline: 2.0 / 3),
    ];

    /// <summary>An LSTM that may learn the problem; untrained.</summary>
    /// <param name="steps">T.</param>
    /// <param name="seed">The seed of its weights.</param>
    public static Model<float> Lstm(int steps, int seed)
    {
        // <build>
        Model<float> model = new Sequential(new Lstm(16), new Dense(1)).Build(features: 2, seed);
        ChronoBias.Set(model, longest: steps, seed);
        // </build>
        return model;
    }

    /// <summary>A plain recurrent network of about as many weights; untrained.</summary>
    /// <param name="seed">The seed of its weights.</param>
    public static Model<float> SimpleRnn(int seed) => new Sequential(new SimpleRnn(32), new Dense(1)).Build(features: 2, seed);

    private static double TestError(Model<float> model, Optimizer optimizer, int seed, CancellationToken cancellationToken)
    {
        // <train>
        TrainingOptions options = new() { BatchSize = 32, Optimizer = optimizer, Schedule = new CosineSchedule() };
        new OnlineTraining((count, random) => Draw(count, Steps, random), options, Steps: 5000).Run(model, seed, cancellationToken);
        // </train>

        return new Trainer(model, options).Evaluate(Draw(TestCount, Steps, OnlineTraining.TestRandom(seed)));
    }
}
