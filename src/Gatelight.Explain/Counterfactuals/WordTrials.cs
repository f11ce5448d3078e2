namespace Gatelight.Explain;

/// <summary>Asks a model about a text without some of its words, in batches and within a budget.</summary>
internal sealed class WordTrials
{
    private const int Batch = 256;

    private readonly IReadOnlyList<IExplainable> _classes;
    private readonly double[] _input;
    private readonly double[] _baseline;
    private readonly int? _wished;
    private readonly int _budget;
    private readonly CancellationToken _cancellation;
    private int _own = -1;

    internal WordTrials(IReadOnlyList<IExplainable> classes, double[] input, double[] baseline, int? wished, int budget, CancellationToken cancellation)
    {
        _classes = classes;
        _input = input;
        _baseline = baseline;
        _wished = wished;
        _budget = budget;
        _cancellation = cancellation;
    }

    /// <summary>The inputs asked about so far.</summary>
    internal int Passes { get; private set; }

    /// <summary>Whether nothing more may be asked.</summary>
    internal bool IsSpent => Passes + _classes.Count > _budget;

    /// <summary>Asks about several sets of words, as many as the budget allows; the first set ever asked about is the whole text.</summary>
    internal List<WordTrial> Ask(IReadOnlyList<int[]> sets)
    {
        List<WordTrial> trials = [];
        for (int start = 0; start < sets.Count && (!IsSpent || _own < 0); start += Batch)
        {
            _cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(Batch, sets.Count - start);
            if (_own >= 0)
                count = Math.Min(count, (_budget - Passes) / _classes.Count);
            trials.AddRange(AskBatch([.. sets.Skip(start).Take(count)]));
        }

        return trials;
    }

    /// <summary>Puts back every word that is not needed.</summary>
    internal WordTrial Thin(WordTrial found)
    {
        foreach (int word in found.Words.ToArray())
        {
            int[] fewer = [.. found.Words.Where(other => other != word)];
            if (fewer.Length > 0 && AskBatch([fewer])[0] is { Margin: > 0 } still)
                found = still;
        }

        return found;
    }

    private List<WordTrial> AskBatch(int[][] sets)
    {
        int features = _classes[0].Features;
        double[] inputs = new double[sets.Length * _input.Length];
        for (int n = 0; n < sets.Length; n++)
        {
            Span<double> input = inputs.AsSpan(n * _input.Length, _input.Length);
            _input.CopyTo(input);
            foreach (int word in sets[n])
                _baseline.AsSpan(word * features, features).CopyTo(input[(word * features)..]);
        }

        double[][] answers = [.. _classes.Select(question =>
        {
            double[] own = new double[sets.Length];
            question.Evaluate(inputs, own);
            return own;
        })];
        Passes += sets.Length * _classes.Count;
        return [.. sets.Select((set, n) => Trial(set, [.. answers.Select(own => own[n])]))];
    }

    private WordTrial Trial(int[] set, double[] answers)
    {
        int given = Array.IndexOf(answers, answers.Max());
        if (_own < 0)
            _own = given;
        double others = answers.Where((_, n) => n != (_wished ?? _own)).Max();
        double margin = _wished is { } wished ? answers[wished] - others : others - answers[_own];
        return new WordTrial(set, given, answers, margin);
    }
}
