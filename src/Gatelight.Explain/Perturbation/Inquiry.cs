namespace Gatelight.Explain;

/// <summary>One run of a perturbation method: its settings, the input and the baseline, and what was asked so far.</summary>
internal sealed class Inquiry
{
    private readonly PerturbationMethod _method;
    private readonly double[] _baseline;
    private readonly InputPadding? _padding;

    internal Inquiry(PerturbationMethod method, IExplainable question, double[] input, double[] baseline, CancellationToken cancellation)
    {
        _method = method;
        _padding = InputPadding.Of(question, input);
        _baseline = baseline;
        Question = question;
        Input = input;
        Asking = new Interrogation(question, method.Budget, method.Progress, cancellation);
    }

    /// <summary>The question.</summary>
    internal IExplainable Question { get; }

    /// <summary>The input <c>[T, D]</c>.</summary>
    internal double[] Input { get; }

    /// <summary>Who asks.</summary>
    internal Interrogation Asking { get; }

    /// <summary>The players of the method's setting.</summary>
    internal PlayerMap Map() => Playing(_method.Players.Map(Question));

    /// <summary>The steps that take part: those that are not padding.</summary>
    internal int[] LiveSteps => _padding?.Live ?? [.. Enumerable.Range(0, Question.Steps)];

    /// <summary>The game with the players and the filler of the method's settings.</summary>
    internal CoalitionGame Game() => Game(Map(), _method.Filler);

    /// <summary>A game of one's own.</summary>
    internal CoalitionGame Game(PlayerMap players, Filler filler) =>
        new(Asking, Input, Playing(players), new Filling(filler, (Input, Question.Features), References(filler), _padding));

    // Padding has no part in the game: who holds nothing else is no player.
    private PlayerMap Playing(PlayerMap players) => _padding is null
        ? players
        : players with { Cells = [.. players.Cells.Select(cells => cells.Where(cell => !_padding.Has(cell)).ToArray()).Where(cells => cells.Length > 0)] };

    private double[][] References(Filler filler) => filler switch
    {
        Filler.Draws => Baselines.Draw(Baselines.Checked(filler, _method.Background, Input.Length), _method.Draws, _method.Seed),
        Filler.Baseline or Filler.LastValue or Filler.Interpolation => [_baseline],
        _ => [Baselines.Make(filler, Input, Question.Features, _method.Background, _method.PadValue)],
    };
}
