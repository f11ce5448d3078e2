namespace Gatelight.Explain;

/// <summary>What a search has found so far: the nearest input with the wished answer, or the one that came closest to it.</summary>
internal sealed class CounterfactualTrail
{
    private const int AtOnce = 64;
    private readonly int _budget;
    private readonly CancellationToken _cancellation;
    private double[] _best;
    private double _bestMargin = double.NegativeInfinity;
    private string _how = string.Empty;
    private bool _ranOut;

    internal CounterfactualTrail(WishedAnswer wish, PlausibleRange range, double[] input, int budget, CancellationToken cancellation)
    {
        Wish = wish;
        Range = range;
        Input = input;
        _best = input;
        _budget = budget;
        _cancellation = cancellation;
    }

    internal WishedAnswer Wish { get; }

    internal PlausibleRange Range { get; }

    internal double[] Input { get; }

    /// <summary>Whether an input with the wished answer is known.</summary>
    internal bool IsFound { get; private set; }

    /// <summary>Whether so many inputs may still be asked about; throws where the search was cancelled.</summary>
    internal bool CanAsk(int inputs)
    {
        _cancellation.ThrowIfCancellationRequested();
        bool can = Wish.Asked + (long)inputs * Wish.Questions.Count <= _budget;
        _ranOut |= !can;
        return can;
    }

    /// <summary>Takes note of an input whose margin is known.</summary>
    internal void Offer(double[] candidate, double margin, string how)
    {
        bool isMet = Wish.IsMet(margin);
        bool isBetter = isMet
            ? !IsFound || Range.Distance(Input, candidate) < Range.Distance(Input, _best)
            : !IsFound && margin > _bestMargin;
        if (!isBetter)
            return;
        (_best, _bestMargin, _how) = ([.. candidate], margin, how);
        IsFound |= isMet;
    }

    /// <summary>The margins of several inputs, or null where the budget does not reach.</summary>
    internal double[]? Margins(IReadOnlyList<double[]> candidates) =>
        CanAsk(candidates.Count) ? [.. Wish.Answers([.. candidates.SelectMany(candidate => candidate)]).Select(Wish.Margin)] : null;

    /// <summary>Puts values of the best input back one by one, small changes first, as long as the answer stays; then shrinks what is left.</summary>
    internal void PutBack()
    {
        if (!IsFound)
            return;
        string how = _how;
        int size = 1;
        Queue<int> changed = new(Changed().OrderBy(cell => Math.Abs(_best[cell] - Input[cell]) / Range.Scale(cell)).ThenBy(cell => cell));
        while (changed.Count > 0)
        {
            int[] cells = [.. changed.Take(Math.Min(size, changed.Count))];
            double[] candidate = [.. _best];
            foreach (int cell in cells)
                candidate[cell] = Input[cell];
            if (Margins([candidate]) is not [double margin])
                return;
            bool stays = Wish.IsMet(margin);
            if (stays)
                Offer(candidate, margin, how);
            if (stays || cells.Length == 1)
            {
                foreach (int _ in cells)
                    changed.Dequeue();
            }

            size = stays ? 2 * size : Math.Max(1, cells.Length / 2);
        }

        Shrink(how);
    }

    /// <summary>What was found, checked with a last question.</summary>
    internal Counterfactual Result(IReadOnlyList<double[]> background)
    {
        double[] answers = Wish.Answers(_best)[0];
        bool isFound = Wish.IsMet(Wish.Margin(answers));
        double[] changes = [.. _best.Select((value, cell) => value - Input[cell])];
        List<string> warnings = [];
        if (_ranOut)
            warnings.Add($"The budget of {_budget} inputs ran out during the search.");
        if (!isFound)
            warnings.Add("No plausible input with the wished answer was found; this is the nearest to it that was reached.");
        return new Counterfactual(
            isFound, QuestionShape.Matrix(Wish.Questions[0], _best), QuestionShape.Matrix(Wish.Questions[0], changes),
            Wish.IsOfClass ? Array.IndexOf(answers, answers.Max()) : null, answers, changes.Count(change => change != 0), Range.Distance(Input, _best), Wish.Asked)
        {
            DistanceToBackground = background.Count == 0 ? null : background.Min(Apart),
            Settings = _how,
            Warnings = warnings,
        };
    }

    private double Apart(double[] sample) => Math.Sqrt(sample.Select((value, cell) => Math.Pow((value - _best[cell]) / Range.Scale(cell), 2)).Average());

    private int[] Changed() => [.. Enumerable.Range(0, Input.Length).Where(cell => _best[cell] != Input[cell])];

    // Twice over a grid: the shortest way from the input towards the best one that still has the wished answer.
    private void Shrink(string how)
    {
        double[] end = _best;
        (double low, double high) = (0, 1);
        for (int round = 0; round < 2; round++)
        {
            double step = (high - low) / AtOnce;
            double[] shares = [.. Enumerable.Range(1, AtOnce - 1).Select(n => low + n * step)];
            double[][] candidates = [.. shares.Select(share => Input.Select((value, cell) => end[cell] == value ? value : value + share * (end[cell] - value)).ToArray())];
            if (Margins(candidates) is not { } margins)
                return;
            int first = Array.FindIndex(margins, Wish.IsMet);
            if (first >= 0)
                Offer(candidates[first], margins[first], how);
            high = first < 0 ? high : shares[first];
            low = high - step;
        }
    }
}
