namespace Gatelight.Explain;

/// <summary>
/// A method that takes groups of values away and asks again: what they are, what stands in for them, and how often the model may be
/// asked. A group's score is shared equally by its cells.
/// </summary>
public abstract class PerturbationMethod : IAttributionMethod
{
    private protected PerturbationMethod(int budget) => Budget = budget;

    /// <summary>The groups of values that are taken away together.</summary>
    public Players Players { get; init; } = Players.Automatic;

    /// <summary>What stands in for a value that is taken away.</summary>
    public Filler Filler { get; init; }

    /// <summary>Samples <c>[T, D]</c> of what inputs look like, for the fillers that ask for them.</summary>
    public IReadOnlyList<double[]> Background { get; init; } = [];

    /// <summary>How many samples <see cref="Filler.Draws"/> draws, 1 to 256; each coalition costs as many inputs.</summary>
    public int Draws { get; init => field = value is >= 1 and <= Interrogation.LargestBatch ? value : throw new ExplanationException($"Draws must be between 1 and {Interrogation.LargestBatch}, not {value}."); } = 16;

    /// <summary>The number of <see cref="Filler.Pad"/>.</summary>
    public double PadValue { get; init; }

    /// <summary>The most inputs that the model may be asked about, at least 1.</summary>
    public int Budget { get; init => field = value >= 1 ? value : throw new ExplanationException($"A budget of {value} inputs asks nothing; give a budget of at least 1."); }

    /// <summary>The seed of everything that is drawn.</summary>
    public int Seed { get; init; }

    /// <summary>Told after each batch how many inputs were asked about.</summary>
    public IProgress<ExplanationProgress>? Progress { get; init; }

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract string Title { get; }

    /// <inheritdoc/>
    public abstract string Meaning { get; }

    /// <inheritdoc/>
    public MethodFamily Family => MethodFamily.Asking;

    /// <inheritdoc/>
    public virtual bool UsesBaseline => LooksAtBaseline(Filler);

    /// <summary>Whether the scores add up to the answer less that of nobody.</summary>
    private protected virtual bool IsAdditive => true;

    /// <inheritdoc/>
    public Attribution Explain(IExplainable question, ReadOnlySpan<double> input, ReadOnlySpan<double> baseline, CancellationToken cancellation = default) =>
        Explain(Begin(question, input, baseline, cancellation));

    private protected Inquiry Begin(IExplainable question, ReadOnlySpan<double> input, ReadOnlySpan<double> baseline, CancellationToken cancellation)
    {
        QuestionShape.Check(question, input, "input");
        if (UsesBaseline)
            QuestionShape.Check(question, baseline, "baseline");
        return new Inquiry(this, question, [.. input], [.. baseline], cancellation);
    }

    private protected virtual Attribution Explain(Inquiry inquiry)
    {
        CoalitionGame game = inquiry.Game();
        return Answer(inquiry, game, Score(game));
    }

    /// <summary>Finds the score of every player.</summary>
    private protected abstract PlayerScores Score(CoalitionGame game);

    private protected Attribution Answer(Inquiry inquiry, CoalitionGame game, PlayerScores scores)
    {
        string players = game.Players.Text == "cells" ? "players cells" : $"players {game.Players.Text}, each shared equally by its cells";
        return new Attribution(
            Name, game.Players.Spread(inquiry.Question, scores.Values), game.Full, game.Empty, IsAdditive, inquiry.Asking.Asked)
        {
            StandardErrors = scores.Errors is null ? null : game.Players.Spread(inquiry.Question, scores.Errors),
            Settings = $"{players}; {FillerText}{scores.Settings}",
            Seed = scores.IsDrawn || (Filler == Filler.Draws && Background.Count > Draws) ? Seed : null,
            Warnings = scores.Warnings,
        };
    }

    private protected virtual string FillerText => $"filler {NameOf(Filler)}";

    private protected string NameOf(Filler filler) => filler switch
    {
        Filler.Draws => $"{Math.Min(Draws, Background.Count)} draws",
        Filler.Pad => FormattableString.Invariant($"pad {PadValue}"),
        Filler.LastValue => "last value",
        _ => filler.ToString().ToLowerInvariant(),
    };

    private protected static bool LooksAtBaseline(Filler filler) => filler is Filler.Baseline or Filler.LastValue or Filler.Interpolation;
}
