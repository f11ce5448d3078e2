using Gatelight.SequenceToSequence;

namespace Gatelight.Tests.SequenceToSequence;

public sealed class ScheduledSamplingTests
{
    private static readonly SequencePairs Pairs = ReversalTask.Make(12, 6, seed: 1);

    [Fact]
    public void WithCertaintyTheTrueStepsStay()
    {
        SequenceBatch mixed = Mix(new ConstantTeacherForcing(), out SequenceBatch truth, out _);
        Assert.Equal(truth.Values.Values.ToArray(), mixed.Values.Values.ToArray());
    }

    [Fact]
    public void WithoutTheTruthEachStepReadsItsOwnLikeliestAnswer()
    {
        SequenceBatch mixed = Mix(new ConstantTeacherForcing(0), out _, out Seq2SeqModel model);
        SequenceBatch source = new(model.Description.Source, isTarget: false);
        source.Gather(Pairs.Sources, Rows());
        model.Network.Forward(source.Values, mixed.Values);
        float[] outputs = new float[model.Network.OutputLength];
        model.Network.CopyOutput(outputs);
        const int Symbols = ReversalTask.Vocabulary + 1;
        int seen = 0;
        for (int row = 0; row < mixed.Size; row++)
        {
            Assert.Equal(ReversalTask.Vocabulary, mixed.Step(row, 0)[0]);
            for (int step = 1; step < mixed.Lengths[row]; step++, seen++)
            {
                // The likeliest token, the end left out, of the pass over the mixture itself.
                float[] logits = outputs[((row * mixed.Steps + step - 1) * Symbols)..][..ReversalTask.Vocabulary];
                Assert.Equal(Array.IndexOf(logits, logits.Max()), mixed.Step(row, step)[0]);
            }
        }

        Assert.Equal(Enumerable.Range(0, Pairs.Count).Sum(Pairs.Targets.Length), seen);
    }

    [Fact]
    public void InBetweenBothAreRead()
    {
        SequenceBatch mixed = Mix(new ConstantTeacherForcing(0.5), out SequenceBatch truth, out _);
        SequenceBatch own = Mix(new ConstantTeacherForcing(0), out _, out _);
        Assert.NotEqual(truth.Values.Values.ToArray(), mixed.Values.Values.ToArray());
        Assert.NotEqual(own.Values.Values.ToArray(), mixed.Values.Values.ToArray());
    }

    [Fact]
    public void DrawnTokensComeAsOftenAsTheyAreLikely()
    {
        const int Draws = 20_000;
        Tokens tokens = new(3);
        float[] logits = [MathF.Log(0.6f), MathF.Log(0.3f), MathF.Log(0.1f), 9];
        float[] read = new float[1];
        int[] counts = new int[3];
        SeededRandom random = new(8);
        for (int n = 0; n < Draws; n++)
        {
            tokens.WriteAnswer(logits, random, read);
            counts[(int)read[0]]++;
        }

        // Five deviations of √(0.24·20,000) = 69.
        Assert.InRange(counts[0], 0.6 * Draws - 350, 0.6 * Draws + 350);
        Assert.InRange(counts[1], 0.3 * Draws - 350, 0.3 * Draws + 350);
        tokens.WriteAnswer(logits, null, read);
        Assert.Equal(0, read[0]);
    }

    public static TheoryData<TeacherForcing, double[]> ByHand() => new()
    {
        { new ConstantTeacherForcing(0.75), [0.75, 0.75, 0.75] },
        { new LinearTeacherForcing(0.4, 0.3), [1, 0.6, 0.3] },
        { new ExponentialTeacherForcing(0.5), [1, 0.5, 0.25] },
        { new InverseSigmoidTeacherForcing(2), [2 / 3.0, 2 / (2 + Math.Sqrt(Math.E)), 2 / (2 + Math.E)] },
    };

    [Theory]
    [MemberData(nameof(ByHand))]
    public void SchedulesFallAsTheirFormulasSay(TeacherForcing schedule, double[] expected)
    {
        for (int epoch = 0; epoch < expected.Length; epoch++)
            Assert.Equal(expected[epoch], schedule.Probability(epoch), Tolerances.Exact);
    }

    [Fact]
    public void AProbabilityOutsideItsRangeIsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConstantTeacherForcing(1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LinearTeacherForcing(0.1) with { Floor = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new LinearTeacherForcing(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ExponentialTeacherForcing(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new InverseSigmoidTeacherForcing(0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Seq2SeqTraining { LabelSmoothing = 1 });
    }

    private static SequenceBatch Mix(TeacherForcing schedule, out SequenceBatch truth, out Seq2SeqModel model)
    {
        model = ReversalTask.Opinionated(ReversalTask.Description(), seed: 2);
        StepDecoder decoder = new(model.Description, model.Network);
        SequenceBatch source = new(model.Description.Source, isTarget: false);
        source.Gather(Pairs.Sources, Rows());
        truth = new SequenceBatch(model.Description.Target, isTarget: true);
        truth.Gather(Pairs.Targets, Rows());
        SequenceBatch mixed = new(model.Description.Target, isTarget: true);
        mixed.Gather(Pairs.Targets, Rows());
        new ScheduledSampler(model.Description, decoder, OwnAnswer.Likeliest, 3).Mix(source, mixed, schedule.Probability(0));
        return mixed;
    }

    private static int[] Rows() => [.. Enumerable.Range(0, Pairs.Count)];
}
