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
/// The continual embedded Reber grammar: strings follow each other without a sign where one ends, and the state of the network is never
/// set back. A network that cannot forget piles up the letters of all strings before; with a forget gate it learns to reset itself.
/// </summary>
public sealed class ContinualReber : ClassicTask
{
    private const int Streams = 8;
    private const int Window = 50;
    private const int WindowsOfAStream = 20;
    private const int TestStreams = 10;
    private const int TestSteps = 5000;

    /// <inheritdoc/>
    public override string Name => "continual-reber";

    /// <inheritdoc/>
    public override string Description => "Foretells the letters of an endless stream of Reber strings, with and without a forget gate.";

    /// <inheritdoc/>
    public override string Source => "Gers, Schmidhuber and Cummins 2000";

    /// <summary>The next T letters of each stream: inputs <c>[N, T, 7]</c> and, for each, the letter behind it, <c>[N, T]</c>.</summary>
    /// <param name="streams">The letters of each stream that were drawn and not yet used; the T letters are taken away and more drawn as needed.</param>
    /// <param name="steps">T.</param>
    /// <param name="random">Where further strings come from.</param>
    public static TrainingSet Next(IReadOnlyList<List<ReberLetter>> streams, int steps, SeededRandom random)
    {
        int features = ReberGrammar.Letters.Length;
        float[] inputs = new float[streams.Count * steps * features];
        float[] targets = new float[streams.Count * steps];
        for (int n = 0; n < streams.Count; n++)
        {
            while (streams[n].Count <= steps)
                streams[n].AddRange(ReberGrammar.Draw(random));
            for (int t = 0; t < steps; t++)
            {
                inputs[(n * steps + t) * features + streams[n][t].Index] = 1;
                targets[n * steps + t] = streams[n][t + 1].Index;
            }

            streams[n].RemoveRange(0, steps);
        }

        return new TrainingSet(inputs, targets, streams.Count, steps, features);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TaskFigure> Measure(int seed, CancellationToken cancellationToken) =>
    [
        .. Figures("with forget gate", new Lstm(8) { ReturnSequences = true }, "18 of 100 networks solved it, 62 with a falling learning rate", seed, cancellationToken),
        .. Figures("without", new Lstm(8) { ReturnSequences = true, OmitForgetGate = true }, "0 of 100 networks", seed, cancellationToken),
    ];

    private static IEnumerable<TaskFigure> Figures(string cell, Lstm lstm, string published, int seed, CancellationToken cancellationToken)
    {
        int letters = ReberGrammar.Letters.Length;
        Model<float> model = new Sequential(lstm, new Dense(letters)).Build(letters, seed);
        Train(model, seed, cancellationToken);

        List<ReberLetter>[] streams = Fresh(TestStreams);
        SeededRandom random = OnlineTraining.TestRandom(seed);
        foreach (List<ReberLetter> stream in streams)
        {
            while (stream.Count <= TestSteps)
                stream.AddRange(ReberGrammar.Draw(random));
        }

        ReberLetter[][] letterOf = [.. streams.Select(stream => stream.ToArray())];
        float[] outputs = model.Predict(Next(streams, TestSteps, random).AsBatch());
        bool IsRight(int n, int t) => ReberGrammar.LegalAreHighest(outputs.AsSpan((n * TestSteps + t) * letters, letters), letterOf[n][t].LegalNext);
        (int Stream, int Step)[] places = [.. Enumerable.Range(0, TestStreams).SelectMany(n => Enumerable.Range(0, TestSteps).Select(t => (n, t)))];
        (int Stream, int Step)[] remembered = [.. places.Where(place => letterOf[place.Stream][place.Step].AsksForEmbedded)];
        yield return new($"{cell}: last letter but one right", (double)remembered.Count(place => IsRight(place.Stream, place.Step)) / remembered.Length, "P1", published, Baseline: 0.5);
        yield return new($"{cell}: letters right", (double)places.Count(place => IsRight(place.Stream, place.Step)) / places.Length, "P2");
    }

    // Truncated back-propagation: gradients end where a window ends, the state goes on.
    private static void Train(Model<float> model, int seed, CancellationToken cancellationToken)
    {
        TrainingOptions options = new()
        {
            BatchSize = Streams,
            Loss = new SparseCategoricalCrossEntropy(ReberGrammar.Letters.Length),
            Optimizer = new Adam(0.02),
            Schedule = new CosineSchedule(),
        };
        List<ReberLetter>[] streams = [];
        int windows = 0;
        model.CarriesState = true;
        new OnlineTraining(Draw, options, Steps: 1500).Run(model, seed, cancellationToken);
        model.CarriesState = false;

        TrainingSet Draw(int count, SeededRandom random)
        {
            if (windows++ % WindowsOfAStream == 0)
            {
                streams = Fresh(count);
                model.ResetState();
            }

            return Next(streams, Window, random);
        }
    }

    private static List<ReberLetter>[] Fresh(int count) => [.. Enumerable.Range(0, count).Select(_ => new List<ReberLetter>())];
}
