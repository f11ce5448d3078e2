using Gatelight.Data;
using Gatelight.Losses;
using Gatelight.Optimizers;
using Gatelight.Recurrent;
using Gatelight.SequenceToSequence;
using Gatelight.Training;

namespace Gatelight.Tests.SequenceToSequence;

/// <summary>Sequences of numbers: a wave is given, and goes on.</summary>
public sealed class NumberSequenceTests
{
    private const int Horizon = 5;

    private static readonly EncoderDecoder Description = new()
    {
        Source = new Numbers(1),
        Target = new Numbers(1),
        Cell = new Lstm(16),
    };

    [Fact]
    public void ItContinuesAWave()
    {
        Seq2SeqModel model = Description.Build(seed: 1);
        model.Fit(Waves(256, seed: 1), new Seq2SeqTraining
        {
            Options = new TrainingOptions { Epochs = 40, Optimizer = new Adam(0.01), Seed = 1 },
            TeacherForcing = new LinearTeacherForcing(0.03),
        }, cancellation: TestContext.Current.CancellationToken);
        SequencePairs fresh = Waves(64, seed: 2);
        IReadOnlyList<float[,]> outputs = model.Predict(fresh.Sources, Horizon);
        double error = Enumerable.Range(0, fresh.Count).Average(n => MeanSquare(fresh.Targets.Numbers(n), outputs[n].Cast<float>()));
        // A wave of height 1 has a mean square of 1/2: that is the error of answering 0.
        Assert.True(error < 0.05, $"mean squared error {error:F4}");
    }

    [Fact]
    public void EachStepReadsTheOneBefore()
    {
        Seq2SeqModel model = Description.Build(seed: 3);
        SequencePairs pairs = Waves(6, seed: 4);
        IReadOnlyList<float[,]> outputs = model.Predict(pairs.Sources, Horizon);
        PairBatch batch = new(Description);
        batch.Gather(new SequencePairs(pairs.Sources, SequenceSet.OfNumbers(outputs)), [.. Enumerable.Range(0, 6)]);
        model.Network.Forward(batch.Source.Values, batch.Input.Values);
        float[] all = new float[model.Network.OutputLength];
        model.Network.CopyOutput(all);
        Assert.Equal(all.Length, outputs.Sum(output => output.Length));
        for (int n = 0; n < all.Length; n++)
            Assert.Equal(all[n], outputs[n / Horizon][n % Horizon, 0], Tolerances.SinglePrecision);
    }

    [Fact]
    public void TheLossIsTheOneOfTheOptions()
    {
        Seq2SeqModel model = Description.Build(seed: 3);
        SequencePairs pairs = Waves(6, seed: 4);
        Seq2SeqTraining training = new() { Options = new TrainingOptions { Loss = new MeanAbsoluteError() } };
        PairBatch batch = new(Description);
        batch.Gather(pairs, [.. Enumerable.Range(0, 6)]);
        float[] outputs = model.Network.Predict(batch.Source.Values, batch.Input.Values);
        double expected = Enumerable.Range(0, outputs.Length).Average(n => Math.Abs(outputs[n] - pairs.Targets.Numbers(n / Horizon)[n % Horizon]));
        Assert.Equal(expected, model.CreateTrainer(training).Step(pairs, [.. Enumerable.Range(0, 6)], 1e-3, 1, out _), Tolerances.SinglePrecision);
        InvalidInputException error = Assert.Throws<InvalidInputException>(() =>
            model.Fit(pairs, new Seq2SeqTraining { Options = new TrainingOptions { Loss = new GaussianNegativeLogLikelihood() } }, cancellation: TestContext.Current.CancellationToken));
        Assert.Contains("GaussianNegativeLogLikelihood", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NumbersThatDoNotFitAreRefused()
    {
        Assert.Contains("Sequence 1", Assert.Throws<InvalidInputException>(() => SequenceSet.OfNumbers([new float[2, 1], new float[2, 2]])).Message, StringComparison.Ordinal);
        Assert.Contains("step 1", Assert.Throws<InvalidInputException>(() => SequenceSet.OfNumbers([new float[,] { { 1 }, { float.NaN } }])).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidInputException>(() => SequenceSet.OfNumbers([]));
        Assert.Throws<InvalidInputException>(() => Description.Build().Predict(SequenceSet.OfNumbers([new float[2, 2]]), 1));
        Assert.Throws<InvalidInputException>(() => Description.Build().GreedyDecode(SequenceSet.OfNumbers([new float[2, 1]])));
    }

    private static SequencePairs Waves(int count, ulong seed)
    {
        SeededRandom random = new(seed);
        List<float[,]> sources = [];
        List<float[,]> targets = [];
        for (int n = 0; n < count; n++)
        {
            double phase = random.NextUniform() * 2 * Math.PI;
            int steps = 6 + random.NextBelow(5);
            sources.Add(Wave(phase, steps));
            targets.Add(Wave(phase + 0.7 * steps, Horizon));
        }

        return new SequencePairs(SequenceSet.OfNumbers(sources), SequenceSet.OfNumbers(targets));
    }

    private static float[,] Wave(double phase, int steps)
    {
        float[,] wave = new float[steps, 1];
        for (int step = 0; step < steps; step++)
            wave[step, 0] = (float)Math.Sin(phase + 0.7 * step);
        return wave;
    }

    private static double MeanSquare(ReadOnlySpan<float> expected, IEnumerable<float> actual)
    {
        double sum = 0;
        int n = 0;
        foreach (float value in actual)
        {
            double error = value - expected[n++];
            sum += error * error;
        }

        return sum / n;
    }
}
