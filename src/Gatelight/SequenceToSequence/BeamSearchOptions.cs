namespace Gatelight.SequenceToSequence;

/// <summary>How a beam search looks for the likeliest output.</summary>
public sealed record BeamSearchOptions
{
    /// <summary>The unfinished and finished outputs that are kept together, 1 to 1024; 1 is greedy decoding.</summary>
    public int Width { get; init => field = InRange(value, 1, 1024, nameof(Width)); } = 4;

    /// <summary>
    /// α of the length penalty <c>(5 + |Y|)ᵅ / 6ᵅ</c> that divides log-probabilities (Wu et al. 2016, arXiv:1609.08144; |Y| counts the end), at
    /// least 0. At 0 the most probable output wins, which favours short ones; 0.6 to 1 is usual.
    /// </summary>
    public double LengthPenalty
    {
        get;
        init => field = value >= 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The length penalty must be at least 0 and finite.");
    }

    /// <summary>The most tokens of an output, at least 1; one that is still unfinished then is ended there.</summary>
    public int MaximumLength { get; init => field = InRange(value, 1, int.MaxValue - 1, nameof(MaximumLength)); } = 100;

    /// <summary>The outputs returned for each source, best first; fewer where the search found fewer. At least 1.</summary>
    public int Best { get; init => field = InRange(value, 1, 1024, nameof(Best)); } = 1;

    internal double Score(double logProbability, int tokens) => logProbability / Math.Pow((5.0 + tokens + 1) / 6, LengthPenalty);

    private static int InRange(int value, int least, int most, string name) => value >= least && value <= most
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be between {least} and {most}.");
}
