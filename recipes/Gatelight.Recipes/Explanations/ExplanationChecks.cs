using System.Globalization;
using System.Text;
using Gatelight.Data;
using Gatelight.Explain;
using Gatelight.Layers;
using Gatelight.Losses;
using Gatelight.Models;
using Gatelight.Optimizers;
using Gatelight.Recurrent;
using Gatelight.Training;

namespace Gatelight.Recipes.Explanations;

/// <summary>
/// Which methods pass the sanity checks, measured on two models that were trained: one that adds two marked numbers, and one that foretells the labels of
/// a hidden state. The maps of each method are held against random orders, against the model with random weights and against a twin that learned shuffled labels.
/// </summary>
public sealed class ExplanationChecks : IRecipe
{
    private const int Seed = 5;
    private const int StateSteps = 30;
    private const int HiddenSize = 12;

    /// <summary>The inputs of each model that are explained, at least 1.</summary>
    public int Samples { get; init; } = 8;

    /// <inheritdoc/>
    public string Name => "explanation-checks";

    /// <inheritdoc/>
    public string Description => "Measures on two trained models which methods pass the sanity checks, as a Markdown table.";

    /// <inheritdoc/>
    public void Run(TextWriter output, CancellationToken cancellationToken)
    {
        Print("two marked numbers", Marked(cancellationToken), output, cancellationToken);
        Print("hidden states", States(cancellationToken), output, cancellationToken);
    }

    private static void Print(string task, Case subject, TextWriter output, CancellationToken cancellationToken)
    {
        IAttributionMethod[] methods = [.. AttributionMethods.All.Where(method => method is not AttentionWeights)];
        ComparisonReport report = new MethodComparison().Compare(subject.Question, methods, subject.Samples, cancellationToken);
        StringBuilder table = new();
        table.Append(CultureInfo.InvariantCulture, $"{task}: {subject.Samples.Length} inputs [{subject.Question.Steps}, {subject.Question.Features}]\n\n");
        table.Append("| method | gap | left when deleted | left when inserted | better than chance | unforetold | sensitivity | alike with random weights | alike with shuffled labels | passes |\n|---|---|---|---|---|---|---|---|---|---|\n");
        foreach ((MethodScore score, IAttributionMethod method) in report.Scores.Zip(methods))
        {
            if (score.Refusal is not null)
            {
                table.Append(CultureInfo.InvariantCulture, $"| `{score.Method}` | refused | | | | | | | | |\n");
                continue;
            }

            RandomizationReport labels = new RandomizationCheck().Labels(method, subject.Question, subject.Shuffled, subject.Samples[0].Input, subject.Samples[0].Baseline, cancellationToken);
            string gap = score.GapShare is { } share ? Text(share, "0.0E+0") : "";
            bool passes = !score.IsIncomplete && score.BeatsChance && score.Randomization is { IsPassed: true } && labels.IsPassed;
            table.Append(CultureInfo.InvariantCulture, $"| `{score.Method}` | {gap} | {Text(score.DeletionRatio, "0.00")} | {Text(score.InsertionRatio, "0.00")} | {(score.BeatsChance ? "yes" : "no")} | {Text(score.UnexplainedShare, "0.00")} | ");
            table.Append(CultureInfo.InvariantCulture, $"{Text(score.MaxSensitivity!.Value, "0.00")} | {Text(score.Randomization!.Similarity, "0.00")} | {Text(labels.Similarity, "0.00")} | {(passes ? "all" : "not all")} |\n");
        }

        output.Write(table);
        output.WriteLine();
        output.WriteLine(report.Verdict.Text);
        output.WriteLine();
    }

    private Case Marked(CancellationToken cancellationToken)
    {
        const int Length = 10;
        TrainingSet training = MarkedNumbers.Draw(2000, new SeededRandom(SeededRandom.Derive(Seed, 61)));
        TrainingSet test = MarkedNumbers.Draw(20 * Samples, new SeededRandom(SeededRandom.Derive(Seed, 62)));
        TrainingOptions options = new() { Epochs = 60, BatchSize = 50, Optimizer = new Adam(0.01), Seed = Seed };
        Model<float> model = new Sequential(new Lstm(8), new Dense(1)).Build(features: 2, Seed);
        Model<float> twin = new Sequential(new Lstm(8), new Dense(1)).Build(features: 2, Seed + 1);
        new Trainer(model, options).Fit(training, cancellation: cancellationToken);
        new Trainer(twin, options).Fit(WithShuffledTargets(training, 1, training.Inputs[0].Lengths), cancellation: cancellationToken);
        int[] longest = [.. Enumerable.Range(0, test.Count).Where(n => test.Inputs[0].Lengths![n] == Length).Take(Samples)];
        return new Case(
            new ModelQuestion<float>([model], Length, target: 0), new ModelQuestion<float>([twin], Length, target: 0),
            [.. longest.Select(n => Sample(test.Inputs[0].Values.AsSpan(n * Length * 2, Length * 2)))]);
    }

    private Case States(CancellationToken cancellationToken)
    {
        TrainingSet training = HiddenMarkov.Draw(400, StateSteps, new SeededRandom(SeededRandom.Derive(Seed, 63))).Sequences;
        TrainingSet test = HiddenMarkov.Draw(Samples, StateSteps, new SeededRandom(SeededRandom.Derive(Seed, 64))).Sequences;
        TrainingOptions options = new() { Epochs = 30, Loss = new BinaryCrossEntropy(), Optimizer = new Adam(0.01), Seed = Seed };
        Model<float> model = new Sequential(new Lstm(HiddenSize) { ReturnSequences = true }, new Dense(1)).Build(features: 3, Seed);
        Model<float> twin = new Sequential(new Lstm(HiddenSize) { ReturnSequences = true }, new Dense(1)).Build(features: 3, Seed + 1);
        new Trainer(model, options).Fit(training, cancellation: cancellationToken);
        new Trainer(twin, options).Fit(WithShuffledTargets(training, StateSteps, lengths: null), cancellation: cancellationToken);
        return new Case(
            new ModelQuestion<float>([model], StateSteps, target: 0), new ModelQuestion<float>([twin], StateSteps, target: 0),
            [.. Enumerable.Range(0, Samples).Select(n => Sample(test.Inputs[0].Values.AsSpan(n * StateSteps * 3, StateSteps * 3)))]);
    }

    private static ComparisonSample Sample(ReadOnlySpan<float> values) => new([.. values.ToArray()], new double[values.Length]);

    // Whole targets change places between sequences, so that there is nothing to learn but their distribution.
    private static TrainingSet WithShuffledTargets(TrainingSet set, int width, int[]? lengths)
    {
        int[] order = [.. Enumerable.Range(0, set.Count)];
        new SeededRandom(Seed).Shuffle<int>(order);
        float[] targets = [.. order.SelectMany(n => set.Targets[0].Values.AsSpan(n * width, width).ToArray())];
        int features = set.Inputs[0].Features;
        return new TrainingSet(set.Inputs[0].Values, targets, set.Count, set.Inputs[0].Values.Length / set.Count / features, features, lengths);
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private sealed record Case(ModelQuestion<float> Question, ModelQuestion<float> Shuffled, ComparisonSample[] Samples);
}
