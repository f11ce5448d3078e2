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
/// The language aⁿbⁿcⁿ: after each letter all letters that may follow are told; after an a that is an a or a b, after the last
/// b a c, after the last c the end. Learnt from n = 1 to 10, with a choice among starts by n = 11 to 30, it is tried on every n until the first mistake.
/// </summary>
public sealed class CountingLanguage : ClassicTask
{
    private const int Symbols = 4;
    private const int Start = 3;
    private const int End = 3;
    private const int LargestTrained = 10;
    private const int LargestTried = 1000;
    private const int ValidationWords = 20;
    private const int Starts = 6;

    /// <inheritdoc/>
    public override string Name => "anbncn";

    /// <inheritdoc/>
    public override string Description => "Learns to count from the ten shortest words of the language aⁿbⁿcⁿ.";

    /// <inheritdoc/>
    public override string Source => "Gers and Schmidhuber 2001";

    /// <summary>The words of several n: inputs <c>[N, T, 4]</c> (start, a, b, c) with lengths 3n + 1, and for each of a, b, c and the end whether it may follow, <c>[N, T, 4]</c>.</summary>
    /// <param name="sizes">The n of each word.</param>
    public static TrainingSet Words(params ReadOnlySpan<int> sizes)
    {
        int steps = 1;
        foreach (int n in sizes)
            steps = Math.Max(steps, 3 * n + 1);
        float[] inputs = new float[sizes.Length * steps * Symbols];
        float[] targets = new float[inputs.Length];
        int[] lengths = new int[sizes.Length];
        for (int word = 0; word < sizes.Length; word++)
        {
            int n = sizes[word];
            lengths[word] = 3 * n + 1;
            for (int t = 0; t <= 3 * n; t++)
            {
                int at = (word * steps + t) * Symbols;
                inputs[at + (t == 0 ? Start : (t - 1) / n)] = 1;
                targets[at + (t == 3 * n ? End : t / n)] = 1;
                if (t > 0 && t < n)
                    targets[at + 1] = 1;
                if (t == n)
                    targets[at] = 1;
            }
        }

        return new TrainingSet(inputs, targets, sizes.Length, steps, Symbols, lengths);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TaskFigure> Measure(int seed, CancellationToken cancellationToken) =>
    [
        new("with peepholes: right for every n up to", LargestRight(Chosen(hasPeepholes: true, seed, cancellationToken)), "F0", "52", LargestTrained),
        new("without: right for every n up to", LargestRight(Chosen(hasPeepholes: false, seed, cancellationToken)), "F0", Baseline: LargestTrained),
    ];

    // Of several starts the one that errs least on somewhat longer words; what lies beyond those is never looked at.
    private static Model<float> Chosen(bool hasPeepholes, int seed, CancellationToken cancellationToken) =>
        Enumerable.Range(0, Starts).Select(start => Trained(hasPeepholes, Starts * seed + start, cancellationToken)).MinBy(ValidationLoss)!;

    private static Model<float> Trained(bool hasPeepholes, int seed, CancellationToken cancellationToken)
    {
        TrainingOptions options = new()
        {
            Epochs = 10_000,
            BatchSize = LargestTrained,
            Loss = new BinaryCrossEntropy(),
            Optimizer = new AdamW(0.01),
            Schedule = new CosineSchedule(),
            Seed = seed,
        };
        Lstm lstm = new(3) { Peepholes = hasPeepholes, ForgetBias = 3, ReturnSequences = true };
        Model<float> model = new Sequential(lstm, new Dense(Symbols)).Build(Symbols, seed);
        new Trainer(model, options).Fit(Words([.. Enumerable.Range(1, LargestTrained)]), cancellation: cancellationToken);
        return model;
    }

    private static double ValidationLoss(Model<float> model)
    {
        TrainingOptions options = new() { Loss = new BinaryCrossEntropy() };
        return new Trainer(model, options).Evaluate(Words([.. Enumerable.Range(LargestTrained + 1, ValidationWords)]));
    }

    private static double LargestRight(Model<float> model)
    {
        int largest = 0;
        while (largest < LargestTried && Accepts(model, largest + 1))
            largest++;
        return largest;
    }

    private static bool Accepts(Model<float> model, int n)
    {
        TrainingSet word = Words(n);
        float[] logits = model.Predict(word.AsBatch());
        return Enumerable.Range(0, logits.Length).All(k => logits[k] > 0 == word.Targets[0].Values[k] > 0);
    }
}
