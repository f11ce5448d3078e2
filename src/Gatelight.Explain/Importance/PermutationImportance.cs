namespace Gatelight.Explain;

/// <summary>
/// Permutation importance (Breiman 2001; Fisher, Rudin and Dominici 2019, arXiv:1801.01489): the rise of the mean loss over a data set when a
/// feature is shuffled among the samples (equation 190 of docs/equations.md), as a whole or block of lags by block. A feature keeps its values and its
/// course in time; only whose they are is lost.
/// </summary>
public sealed class PermutationImportance
{
    /// <summary>How often each feature is shuffled, at least 2.</summary>
    public int Repeats { get; init => field = value >= 2 ? value : throw new ExplanationException($"Repeats must be at least 2, so that there is a standard error, not {value}."); } = 10;

    /// <summary>The steps of a block that is shuffled by itself, counted from the end; null for all steps of a feature at once.</summary>
    public int? BlockSteps { get; init => field = value is null or >= 1 ? value : throw new ExplanationException($"A block has at least 1 step, not {value}."); }

    /// <summary>The loss of an answer for a target, in that order; the squared error by default.</summary>
    public Func<double, double, double> Loss { get; init; } = (answer, target) => (answer - target) * (answer - target);

    /// <summary>The most inputs that the model may be asked about, at least 1.</summary>
    public int Budget { get; init => field = value >= 1 ? value : throw new ExplanationException($"A budget of {value} inputs asks nothing; give a budget of at least 1."); } = int.MaxValue;

    /// <summary>The seed of the shuffles.</summary>
    public int Seed { get; init; }

    /// <summary>Told after each batch how many inputs were asked about.</summary>
    public IProgress<ExplanationProgress>? Progress { get; init; }

    /// <summary>Measures every feature.</summary>
    /// <param name="question">The question; it is put to every sample.</param>
    /// <param name="samples">The inputs <c>[T, D]</c>, at least two, preferably not those of the training.</param>
    /// <param name="targets">The right answer to each.</param>
    /// <param name="cancellation">Checked between batches.</param>
    /// <exception cref="ExplanationException">The samples do not fit, or the budget is too small; the message says which.</exception>
    public ImportanceTable Measure(IExplainable question, IReadOnlyList<double[]> samples, IReadOnlyList<double> targets, CancellationToken cancellation = default)
    {
        if (samples.Count < 2 || samples.Count != targets.Count)
            throw new ExplanationException($"Permutation importance needs two samples or more and a target for each; there are {samples.Count} and {targets.Count}.");
        for (int n = 0; n < samples.Count; n++)
            QuestionShape.Check(question, samples[n], $"sample {n}");
        Interrogation asking = new(question, Budget, Progress, cancellation);
        return Measure(question, samples, targets, inputs => Answers(asking, inputs));
    }

    /// <summary>Measures every feature where each sample has a question of its own, as forecasts made at different times have.</summary>
    /// <param name="questions">The question to each sample; all read inputs of one shape.</param>
    /// <param name="samples">The inputs <c>[T, D]</c>, at least two, preferably not those of the training.</param>
    /// <param name="targets">The right answer to each.</param>
    /// <param name="cancellation">Checked between samples.</param>
    /// <exception cref="ExplanationException">The samples do not fit, or the budget is too small; the message says which.</exception>
    public ImportanceTable Measure(IReadOnlyList<IExplainable> questions, IReadOnlyList<double[]> samples, IReadOnlyList<double> targets, CancellationToken cancellation = default)
    {
        if (samples.Count < 2 || samples.Count != targets.Count || samples.Count != questions.Count)
            throw new ExplanationException($"Permutation importance needs two samples or more, with a question and a target for each; there are {samples.Count}, {questions.Count} and {targets.Count}.");
        for (int n = 0; n < samples.Count; n++)
            QuestionShape.Check(questions[n], samples[n], $"sample {n}");
        int asked = 0;
        return Measure(questions[0], samples, targets, inputs =>
        {
            double[] answers = new double[inputs.Count];
            for (int n = 0; n < answers.Length; n++)
            {
                cancellation.ThrowIfCancellationRequested();
                questions[n].Evaluate(inputs[n], answers.AsSpan(n, 1));
            }

            asked += answers.Length;
            Progress?.Report(new ExplanationProgress(asked, Budget));
            return answers;
        });
    }

    private ImportanceTable Measure(IExplainable question, IReadOnlyList<double[]> samples, IReadOnlyList<double> targets, Func<IReadOnlyList<double[]>, double[]> ask)
    {
        (int First, int Last)[] blocks = Blocks(question.Steps);
        long needed = samples.Count * (1 + (long)Repeats * question.Features * blocks.Length);
        if (needed > Budget)
            throw new ExplanationException($"Permutation importance needs to ask about {needed} inputs and the budget is {Budget}; raise the budget, or give fewer samples.");
        double MeanLoss(IReadOnlyList<double[]> inputs) => ask(inputs).Zip(targets, Loss).Average();
        double loss = MeanLoss(samples);
        List<FeatureImportance> features = [];
        for (int feature = 0; feature < question.Features; feature++)
        {
            foreach ((int first, int last) in blocks)
                features.Add(Measure(new Block(feature, first, last, question), samples, MeanLoss, loss));
        }

        return new ImportanceTable(loss, features, (int)needed, Repeats, Seed);
    }

    private (int First, int Last)[] Blocks(int steps)
    {
        int size = Math.Min(BlockSteps ?? steps, steps);
        int count = (steps - 1) / size + 1;
        return [.. Enumerable.Range(0, count).Select(n => (Math.Max(0, steps - (count - n) * size), steps - (count - n - 1) * size - 1))];
    }

    private FeatureImportance Measure(Block block, IReadOnlyList<double[]> samples, Func<IReadOnlyList<double[]>, double> meanLoss, double loss)
    {
        SampledScores scores = new(1);
        int[] order = new int[samples.Count];
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            // Every feature meets the same shuffles, so that their importances can be compared.
            SeededRandom random = new(SeededRandom.Derive(Seed, repeat));
            for (int n = 0; n < order.Length; n++)
                order[n] = n;
            random.Shuffle<int>(order);
            scores.Add([meanLoss([.. samples.Select((sample, n) => block.Replaced(sample, samples[order[n]]))]) - loss]);
        }

        return new FeatureImportance(block.Feature, block.First, block.Last, scores.Means[0], scores.Errors[0]);
    }

    private static double[] Answers(Interrogation asking, IReadOnlyList<double[]> samples)
    {
        double[] inputs = new double[Math.Min(samples.Count, Interrogation.LargestBatch) * samples[0].Length];
        double[] answers = new double[samples.Count];
        for (int start = 0; start < answers.Length; start += Interrogation.LargestBatch)
        {
            int count = Math.Min(Interrogation.LargestBatch, answers.Length - start);
            for (int n = 0; n < count; n++)
                samples[start + n].CopyTo(inputs, n * samples[0].Length);
            asking.Ask(inputs.AsSpan(0, count * samples[0].Length), answers.AsSpan(start, count));
        }

        return answers;
    }

    private sealed record Block(int Feature, int First, int Last, IExplainable Question)
    {
        internal double[] Replaced(double[] sample, double[] other)
        {
            double[] shuffled = [.. sample];
            InputPadding? padding = InputPadding.Of(Question, sample), others = InputPadding.Of(Question, other);
            for (int step = First; step <= Last; step++)
            {
                int cell = step * Question.Features + Feature;
                if (padding?.Has(cell) != true && others?.Has(cell) != true)
                    shuffled[cell] = other[cell];
            }

            return shuffled;
        }
    }
}
