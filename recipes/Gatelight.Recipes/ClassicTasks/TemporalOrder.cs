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
/// Temporal order: among random letters a to d stand two, three or four letters that are X or Y, far apart; the class of the
/// sequence is their order, one of 4, 8 or 16. It starts with E, ends with B and is 100 to 110 letters long.
/// </summary>
public sealed class TemporalOrder : ClassicTask
{
    private const string Letters = "abcdXYEB";
    private const int ShortestLength = 100;
    private const int LongestLength = 110;
    private const int WindowSize = 11;
    private const int TestCount = 2560;

    /// <inheritdoc/>
    public override string Name => "temporal-order";

    /// <inheritdoc/>
    public override string Description => "Tells in which order two, three or four letters stood among a hundred others.";

    /// <inheritdoc/>
    public override string Source => "Hochreiter and Schmidhuber 1997, experiments 6a and 6b; four letters are ours";

    /// <summary>Draws sequences <c>[N, 110, 8]</c> of letters with lengths, and the class of each, <c>[N, 1]</c>: X counts 0, Y 1, the first letter most.</summary>
    /// <param name="count">N.</param>
    /// <param name="letters">How many letters matter: 2, 3 or 4.</param>
    /// <param name="random">Where the letters come from.</param>
    public static TrainingSet Draw(int count, int letters, SeededRandom random)
    {
        int[] windows = Windows(letters);
        int features = Letters.Length;
        float[] inputs = new float[count * LongestLength * features];
        float[] targets = new float[count];
        int[] lengths = new int[count];
        for (int n = 0; n < count; n++)
        {
            lengths[n] = ShortestLength + random.NextBelow(LongestLength - ShortestLength + 1);
            int[] sequence = new int[lengths[n]];
            for (int t = 0; t < sequence.Length; t++)
                sequence[t] = random.NextBelow(4);
            foreach (int window in windows)
            {
                int bit = random.NextBelow(2);
                sequence[window + random.NextBelow(WindowSize)] = Letters.IndexOf('X') + bit;
                targets[n] = 2 * targets[n] + bit;
            }

            sequence[0] = Letters.IndexOf('E');
            sequence[^1] = Letters.IndexOf('B');
            for (int t = 0; t < sequence.Length; t++)
                inputs[(n * LongestLength + t) * features + sequence[t]] = 1;
        }

        return new TrainingSet(inputs, targets, count, LongestLength, features, lengths);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TaskFigure> Measure(int seed, CancellationToken cancellationToken) =>
    [
        new("2 letters, share of sequences right", Share(2, seed, cancellationToken), "P2", "1 wrong of 2560", 1.0 / 4),
        new("3 letters, share of sequences right", Share(3, seed, cancellationToken), "P2", "2 wrong of 2560", 1.0 / 8),
        new("4 letters, share of sequences right", Share(4, seed, cancellationToken), "P2", Baseline: 1.0 / 16),
    ];

    // The places of the papers for two and three letters; four are spread alike.
    private static int[] Windows(int letters) => letters switch
    {
        2 => [10, 50],
        3 => [10, 33, 66],
        4 => [10, 30, 50, 70],
        _ => throw new ArgumentOutOfRangeException(nameof(letters), letters, "Two, three or four letters matter."),
    };

    private static double Share(int letters, int seed, CancellationToken cancellationToken)
    {
        int classes = 1 << letters;
        TrainingOptions options = new()
        {
            BatchSize = 32,
            Loss = new SparseCategoricalCrossEntropy(classes),
            Optimizer = new Adam(0.01),
            Schedule = new CosineSchedule(),
        };
        Model<float> model = new Sequential(new Lstm(16), new Dense(classes)).Build(Letters.Length, seed);
        ChronoBias.Set(model, longest: ShortestLength, seed);
        new OnlineTraining((count, random) => Draw(count, letters, random), options, Steps: 6000).Run(model, seed, cancellationToken);
        TrainingSet test = Draw(TestCount, letters, OnlineTraining.TestRandom(seed));
        float[] outputs = model.Predict(test.AsBatch());
        int right = Enumerable.Range(0, TestCount).Count(n => Largest(outputs.AsSpan(n * classes, classes)) == (int)test.Targets[0].Values[n]);
        return (double)right / TestCount;
    }

    private static int Largest(ReadOnlySpan<float> values)
    {
        int largest = 0;
        for (int k = 1; k < values.Length; k++)
        {
            if (values[k] > values[largest])
                largest = k;
        }

        return largest;
    }
}
