namespace Gatelight.Explain;

/// <summary>
/// Asks a question about changed inputs, some hundred at a time: counts them, keeps to a budget, reports progress, looks for a
/// cancellation between batches, and lets a model that can go on from the states of inputs that it has read already.
/// </summary>
internal sealed class Interrogation
{
    /// <summary>The most inputs that are asked about at once.</summary>
    internal const int LargestBatch = 256;

    private const int MostResumable = 8;
    private readonly IExplainable _question;
    private readonly IProgress<ExplanationProgress>? _progress;
    private readonly CancellationToken _cancellation;
    private readonly IResumable? _resumable;
    private readonly List<(double[] Input, double Answer)> _known = [];
    private double _lowest = double.PositiveInfinity;
    private double _highest = double.NegativeInfinity;

    internal Interrogation(IExplainable question, int budget, IProgress<ExplanationProgress>? progress, CancellationToken cancellation)
    {
        _question = question;
        Budget = budget;
        Limit = budget;
        _progress = progress;
        _cancellation = cancellation;
        _resumable = ResumableQuestion.Of(question);
    }

    /// <summary>The most inputs that may be asked about.</summary>
    internal int Budget { get; }

    /// <summary>The inputs asked about so far.</summary>
    internal int Asked { get; private set; }

    /// <summary>How far this part of the work may go: the budget, or less where later parts need the rest.</summary>
    internal int Limit { get; set; }

    /// <summary>What is left until <see cref="Limit"/>.</summary>
    internal int Left => Limit - Asked;

    /// <summary>The highest answer less the lowest.</summary>
    internal double Spread => Asked == 0 ? 0 : _highest - _lowest;

    /// <summary>Answers for an input that many others will share a beginning with; one that is known already is not asked about again.</summary>
    internal double Remember(double[] input)
    {
        foreach ((double[] known, double before) in _known)
        {
            if (known.AsSpan().SequenceEqual(input))
                return before;
        }

        double[] answer = new double[1];
        if (_resumable is not null && _known.Count < MostResumable)
        {
            Begin(1);
            answer[0] = _resumable.Remember(input);
            End(answer);
        }
        else
        {
            Ask(input, answer);
        }

        _known.Add((input, answer[0]));
        return answer[0];
    }

    /// <summary>Answers for several inputs.</summary>
    /// <param name="inputs"><c>[N, T, D]</c>.</param>
    /// <param name="answers"><c>[N]</c>; overwritten.</param>
    internal void Ask(ReadOnlySpan<double> inputs, Span<double> answers)
    {
        int size = _question.Steps * _question.Features;
        for (int start = 0; start < answers.Length; start += LargestBatch)
        {
            int count = Math.Min(LargestBatch, answers.Length - start);
            Begin(count);
            Span<double> part = answers.Slice(start, count);
            (_resumable ?? _question).Evaluate(inputs.Slice(start * size, count * size), part);
            End(part);
        }
    }

    /// <summary>Throws where more inputs are needed than the budget has left.</summary>
    /// <param name="inputs">The inputs still to be asked about.</param>
    /// <param name="method">Who asks.</param>
    internal void Require(long inputs, string method)
    {
        if (inputs > Budget - Asked)
            throw new ExplanationException($"{method} needs to ask about {inputs + Asked} inputs and the budget is {Budget}; raise the budget or choose fewer players, such as Players.Steps or Players.Windows.");
    }

    private void Begin(int count)
    {
        _cancellation.ThrowIfCancellationRequested();
        Require(count, "This method");
    }

    private void End(ReadOnlySpan<double> answers)
    {
        Asked += answers.Length;
        foreach (double answer in answers)
        {
            _lowest = Math.Min(_lowest, answer);
            _highest = Math.Max(_highest, answer);
        }

        _progress?.Report(new ExplanationProgress(Asked, Budget));
        _cancellation.ThrowIfCancellationRequested();
    }
}
