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
/// The copy memory problem: S symbols out of K kinds, T - 1 blanks, a delimiter, S blanks; the answer is blank up to the delimiter
/// and then the symbols in their order. Without memory the best cross-entropy of a step is S ln K / (T + 2S).
/// </summary>
public sealed class CopyMemory : ClassicTask
{
    private const int Blank = 0;
    private const int TestCount = 500;

    /// <inheritdoc/>
    public override string Name => "copy-memory";

    /// <inheritdoc/>
    public override string Description => "Repeats five bits after a pause of fifty steps.";

    /// <inheritdoc/>
    public override string Source => "Martens and Sutskever 2011 (five bits), in the layout of Arjovsky, Shah and Bengio 2016, arXiv:1511.06464";

    /// <summary>Draws sequences <c>[N, T + 2S, K + 2]</c> (blank, the kinds, delimiter) and the symbol to answer at each step, <c>[N, T + 2S]</c>, 0 for blank.</summary>
    /// <param name="count">N.</param>
    /// <param name="symbols">S, how many symbols are shown.</param>
    /// <param name="kinds">K, of how many kinds they are.</param>
    /// <param name="lag">T, at least 1.</param>
    /// <param name="random">Where the symbols come from.</param>
    public static TrainingSet Draw(int count, int symbols, int kinds, int lag, SeededRandom random)
    {
        int steps = lag + 2 * symbols;
        int features = kinds + 2;
        float[] inputs = new float[count * steps * features];
        float[] targets = new float[count * steps];
        for (int n = 0; n < count; n++)
        {
            for (int t = 0; t < steps; t++)
            {
                int symbol = t < symbols ? 1 + random.NextBelow(kinds) : t == symbols + lag - 1 ? kinds + 1 : Blank;
                inputs[(n * steps + t) * features + symbol] = 1;
                if (t < symbols)
                    targets[n * steps + symbols + lag + t] = symbol;
            }
        }

        return new TrainingSet(inputs, targets, count, steps, features);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TaskFigure> Measure(int seed, CancellationToken cancellationToken)
    {
        const int ShownSymbols = 5, Kinds = 2, Lag = 50, Classes = Kinds + 1;
        TrainingOptions options = new()
        {
            BatchSize = 64,
            Loss = new SparseCategoricalCrossEntropy(Classes),
            Optimizer = new Adam(0.01),
            Schedule = new CosineSchedule(),
        };
        Model<float> model = new Sequential(new Lstm(32) { ReturnSequences = true }, new Dense(Classes)).Build(Kinds + 2, seed);
        ChronoBias.Set(model, longest: Lag, seed);
        new OnlineTraining((count, random) => Draw(count, ShownSymbols, Kinds, Lag, random), options, Steps: 3000).Run(model, seed, cancellationToken);
        TrainingSet test = Draw(TestCount, ShownSymbols, Kinds, Lag, OnlineTraining.TestRandom(seed));
        return
        [
            new("symbols right", ShareRight(model.Predict(test.AsBatch()), test, ShownSymbols, Classes), "P1", Baseline: 1.0 / Kinds),
            new("cross-entropy of a step", new Trainer(model, options).Evaluate(test), "F5", Baseline: ShownSymbols * Math.Log(Kinds) / test.Inputs[0].Steps),
        ];
    }

    private static double ShareRight(float[] outputs, TrainingSet test, int symbols, int classes)
    {
        int right = 0;
        for (int n = 0; n < test.Count; n++)
        {
            for (int t = test.Inputs[0].Steps - symbols; t < test.Inputs[0].Steps; t++)
            {
                ReadOnlySpan<float> scores = outputs.AsSpan((n * test.Inputs[0].Steps + t) * classes, classes);
                int best = 0;
                for (int k = 1; k < classes; k++)
                    best = scores[k] > scores[best] ? k : best;
                right += best == (int)test.Targets[0].Values[n * test.Inputs[0].Steps + t] ? 1 : 0;
            }
        }

        return (double)right / (test.Count * symbols);
    }
}
