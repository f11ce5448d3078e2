namespace Gatelight.Explain;

/// <summary>
/// Searches for the smallest plausible change of an input that changes the answer (Wachter, Mittelstadt and Russell 2018, arXiv:1711.00399;
/// equation 191 of docs/equations.md): along the gradient with a pull back to the input, and by swapping whole features with samples that have the
/// wished answer already (Ates et al. 2021, arXiv:2008.10781); what is not needed is then put back. The answer is checked before
/// it is returned.
/// </summary>
public sealed class CounterfactualSearch
{
    /// <summary>Samples <c>[T, D]</c> of what inputs look like: they set the range and the usual size of changes, and lend features. May be empty.</summary>
    public IReadOnlyList<double[]> Background { get; init; } = [];

    /// <summary>The features that must stay as they are.</summary>
    public IReadOnlyList<int> FixedFeatures { get; init; } = [];

    /// <summary>The steps along the gradient for each strength of the pull, at least 1.</summary>
    public int Iterations { get; init => field = value >= 1 ? value : throw new ExplanationException($"Iterations must be at least 1, not {value}."); } = 100;

    /// <summary>The most inputs that the model may be asked about, at least 1; a class more is an input more.</summary>
    public int Budget { get; init => field = value >= 1 ? value : throw new ExplanationException($"A budget of {value} inputs asks nothing; give a budget of at least 1."); } = 20_000;

    /// <summary>Searches for an input of another class.</summary>
    /// <param name="classes">The question for each class, whose largest answer decides, as the units of a softmax do.</param>
    /// <param name="input">The input <c>[T, D]</c>.</param>
    /// <param name="wished">The class wished for; null for any other.</param>
    /// <param name="cancellation">Checked between batches.</param>
    /// <exception cref="ExplanationException">There is no such class, or the input is of that class already; the message says which.</exception>
    public Counterfactual FindClass(IReadOnlyList<IExplainable> classes, ReadOnlySpan<double> input, int? wished = null, CancellationToken cancellation = default)
    {
        if (classes.Count < 2)
            throw new ExplanationException($"Another class needs two classes or more, not {classes.Count}; ask for a value with FindValue.");
        if ((uint)(wished ?? 0) >= (uint)classes.Count)
            throw new ExplanationException($"There are classes 0 to {classes.Count - 1}; class {wished} does not exist.");
        QuestionShape.Check(classes[0], input, "input");
        WishedAnswer wish = WishedAnswer.OfClass(classes, [.. input], wished);
        return Search(wish, [.. input], cancellation);
    }

    /// <summary>Searches for an input whose answer is at least, or at most, a value.</summary>
    /// <param name="question">The question.</param>
    /// <param name="input">The input <c>[T, D]</c>.</param>
    /// <param name="value">The value to reach: from below if the answer is below it, else from above.</param>
    /// <param name="cancellation">Checked between batches.</param>
    public Counterfactual FindValue(IExplainable question, ReadOnlySpan<double> input, double value, CancellationToken cancellation = default)
    {
        QuestionShape.Check(question, input, "input");
        if (!double.IsFinite(value))
            throw new ExplanationException(FormattableString.Invariant($"The wished value must be a finite number, not {value}."));
        return Search(WishedAnswer.OfValue(question, [.. input], value), [.. input], cancellation);
    }

    private Counterfactual Search(WishedAnswer wish, double[] input, CancellationToken cancellation)
    {
        if (wish.IsMet(input))
            throw new ExplanationException("The input has the wished answer already; wish for another.");
        PlausibleRange range = new(wish.Questions[0], input, Background, FixedFeatures);
        CounterfactualTrail trail = new(wish, range, input, Budget, cancellation);
        GradientMoves.Run(trail, Iterations);
        if (Background.Count > 0)
            FeatureSwaps.Run(trail, Background);
        trail.PutBack();
        return trail.Result(Background);
    }
}
