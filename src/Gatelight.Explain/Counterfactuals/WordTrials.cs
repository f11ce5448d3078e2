namespace Gatelight.Explain;

/// <summary>Asks a model about a text without some of its words, in batches and within a budget.</summary>
internal sealed class WordTrials
{
    private const int MostValues = 1 << 24; // of a batch: 128 MB

    private readonly WishedAnswer _wish;
    private readonly double[] _input;
    private readonly double[] _baseline;
    private readonly int _budget;
    private readonly CancellationToken _cancellation;

    internal WordTrials(IReadOnlyList<IExplainable> classes, double[] input, double[] baseline, int? wished, int budget, CancellationToken cancellation)
    {
        _wish = WishedAnswer.OfClass(classes, input, wished);
        _input = input;
        _baseline = baseline;
        _budget = budget;
        _cancellation = cancellation;
        Start = Trial([], _wish.Before);
    }

    /// <summary>The whole text.</summary>
    internal WordTrial Start { get; }

    /// <summary>The inputs asked about so far.</summary>
    internal int Passes => _wish.Asked;

    /// <summary>How many sets may still be asked about.</summary>
    internal int Left => Math.Max(0, (_budget - Passes) / _wish.Questions.Count);

    /// <summary>Asks about several sets of words, as many as the budget allows.</summary>
    internal List<WordTrial> Ask(IReadOnlyList<int[]> sets)
    {
        List<WordTrial> trials = [];
        int batch = Math.Clamp(MostValues / Math.Max(1, _input.Length), 1, Interrogation.LargestBatch);
        int most = Math.Min(sets.Count, Left);
        for (int start = 0; start < most; start += batch)
        {
            _cancellation.ThrowIfCancellationRequested();
            trials.AddRange(AskBatch([.. sets.Skip(start).Take(Math.Min(batch, most - start))]));
        }

        return trials;
    }

    /// <summary>Puts words back one by one until none can be spared, or the budget is spent.</summary>
    internal WordTrial Thin(WordTrial found)
    {
        while (found.Words.Count > 1
            && Ask([.. found.Words.Select(word => found.Words.Where(other => other != word).ToArray())]).MaxBy(trial => trial.Margin) is { Margin: > 0 } fewer)
        {
            found = fewer;
        }

        return found;
    }

    private IEnumerable<WordTrial> AskBatch(int[][] sets)
    {
        int features = _wish.Questions[0].Features;
        double[] inputs = new double[sets.Length * _input.Length];
        for (int n = 0; n < sets.Length; n++)
        {
            Span<double> input = inputs.AsSpan(n * _input.Length, _input.Length);
            _input.CopyTo(input);
            foreach (int word in sets[n])
                _baseline.AsSpan(word * features, features).CopyTo(input[(word * features)..]);
        }

        return sets.Zip(_wish.Answers(inputs), Trial);
    }

    private WordTrial Trial(int[] set, double[] answers) => new(set, Array.IndexOf(answers, answers.Max()), answers, _wish.Margin(answers));
}
