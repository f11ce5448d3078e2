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
/// The embedded Reber grammar: at each letter of a string the next one is foretold. A string counts as right when, at every letter, all
/// legal next letters have higher outputs than all others; a run has solved the task when every fresh string is right.
/// </summary>
public sealed class EmbeddedReber : ClassicTask
{
    private const int TestCount = 1000;

    /// <inheritdoc/>
    public override string Name => "embedded-reber";

    /// <inheritdoc/>
    public override string Description => "Foretells the letters of the embedded Reber grammar.";

    /// <inheritdoc/>
    public override string Source => "Hochreiter and Schmidhuber 1997, experiment 1";

    /// <summary>Strings as inputs <c>[N, T, 7]</c> with lengths, and the next letters <c>[N, T]</c>; the last letter of a string is a target only.</summary>
    /// <param name="strings">The strings.</param>
    public static TrainingSet Encode(IReadOnlyList<IReadOnlyList<ReberLetter>> strings)
    {
        int features = ReberGrammar.Letters.Length;
        int steps = strings.Max(letters => letters.Count) - 1;
        float[] inputs = new float[strings.Count * steps * features];
        float[] targets = new float[strings.Count * steps];
        for (int n = 0; n < strings.Count; n++)
        {
            for (int t = 0; t < strings[n].Count - 1; t++)
            {
                inputs[(n * steps + t) * features + strings[n][t].Index] = 1;
                targets[n * steps + t] = strings[n][t + 1].Index;
            }
        }

        return new TrainingSet(inputs, targets, strings.Count, steps, features, [.. strings.Select(letters => letters.Count - 1)]);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TaskFigure> Measure(int seed, CancellationToken cancellationToken)
    {
        int letters = ReberGrammar.Letters.Length;
        TrainingOptions options = new()
        {
            BatchSize = 32,
            Loss = new SparseCategoricalCrossEntropy(letters),
            Optimizer = new Adam(0.02),
            Schedule = new CosineSchedule(),
        };
        Model<float> model = new Sequential(new Lstm(16) { ReturnSequences = true }, new Dense(letters)).Build(letters, seed);
        new OnlineTraining((count, random) => Encode(Strings(count, random)), options, Steps: 1000).Run(model, seed, cancellationToken);

        List<IReadOnlyList<ReberLetter>> test = Strings(TestCount, OnlineTraining.TestRandom(seed));
        TrainingSet encoded = Encode(test);
        float[] outputs = model.Predict(encoded.AsBatch());
        bool IsRight(int n, int t) => ReberGrammar.LegalAreHighest(outputs.AsSpan((n * encoded.Inputs[0].Steps + t) * letters, letters), test[n][t].LegalNext);
        int right = Enumerable.Range(0, TestCount).Count(n => Enumerable.Range(0, test[n].Count - 1).All(t => IsRight(n, t)));
        int embeddedRight = Enumerable.Range(0, TestCount).Count(n => IsRight(n, test[n].Count - 3));
        return
        [
            new("strings right at every letter", (double)right / TestCount, "P1", "97 to 100 of 100 runs solved"),
            new("strings right at the last letter but one", (double)embeddedRight / TestCount, "P1", Baseline: 0.5),
        ];
    }

    private static List<IReadOnlyList<ReberLetter>> Strings(int count, SeededRandom random) => [.. Enumerable.Range(0, count).Select(_ => ReberGrammar.Draw(random))];
}
