namespace Gatelight.Explain;

/// <summary>One run of a perturbation method: its settings, the input and the baseline, and what was asked so far.</summary>
internal sealed class Inquiry
{
    private readonly PerturbationMethod _method;
    private readonly double[] _baseline;

    internal Inquiry(PerturbationMethod method, IExplainable question, double[] input, double[] baseline, CancellationToken cancellation)
    {
        _method = method;
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
    internal PlayerMap Map() => _method.Players.Map(Question.Steps, Question.Features);

    /// <summary>The game with the players and the filler of the method's settings.</summary>
    internal CoalitionGame Game() => Game(Map(), _method.Filler);

    /// <summary>A game of one's own.</summary>
    internal CoalitionGame Game(PlayerMap players, Filler filler) =>
        new(Asking, Input, players, new Filling(filler, Question.Features, Input, References(filler)));

    private double[][] References(Filler filler) => filler switch
    {
        Filler.Draws => Baselines.Draw(Baselines.Checked(filler, _method.Background, Input.Length), _method.Draws, _method.Seed),
        Filler.Baseline or Filler.LastValue or Filler.Interpolation => [_baseline],
        _ => [Baselines.Make(filler, Input, Question.Features, _method.Background, _method.PadValue)],
    };
}
