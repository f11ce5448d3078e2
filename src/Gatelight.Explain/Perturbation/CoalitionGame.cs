namespace Gatelight.Explain;

/// <summary>
/// The game of an explanation (equation 180 of docs/equations.md): v(S) is the answer for the input in which every player outside S
/// is replaced. A coalition is asked about once.
/// </summary>
internal sealed class CoalitionGame
{
    private readonly Interrogation _asking;
    private readonly Filling _filling;
    private readonly Dictionary<Coalition, (double Mean, double Error)> _known = [];
    private readonly double[] _inputs;
    private readonly double[] _answers;
    private readonly int _size;
    private readonly int _atOnce;

    internal CoalitionGame(Interrogation asking, double[] input, PlayerMap players, Filling filling)
    {
        _asking = asking;
        _filling = filling;
        _size = input.Length;
        _atOnce = Math.Max(1, Interrogation.LargestBatch / filling.Copies);
        _inputs = new double[_atOnce * filling.Copies * _size];
        _answers = new double[_atOnce * filling.Copies];
        Players = players;
        Full = asking.Remember(input);
        Empty = filling.References.Average(asking.Remember);
        _known.Add(Coalition.All(players.Count), (Full, 0));
        _known.TryAdd(Coalition.None(players.Count), (Empty, 0));
    }

    /// <summary>The players.</summary>
    internal PlayerMap Players { get; }

    /// <summary>The number of players.</summary>
    internal int Count => Players.Count;

    /// <summary>v of all, the answer for the input.</summary>
    internal double Full { get; }

    /// <summary>v of nobody.</summary>
    internal double Empty { get; }

    /// <summary>The inputs that a coalition costs.</summary>
    internal int Copies => _filling.Copies;

    /// <summary>Who is asked.</summary>
    internal Interrogation Asking => _asking;

    /// <summary>v of one coalition.</summary>
    internal double Answer(Coalition coalition) => Answers([coalition])[0];

    /// <summary>v of several coalitions.</summary>
    internal double[] Answers(IReadOnlyList<Coalition> coalitions) => [.. AnswersWithErrors(coalitions).Select(answer => answer.Mean)];

    /// <summary>v of several coalitions, with the standard error over the ways to fill in; 0 where there is one way.</summary>
    internal IReadOnlyList<(double Mean, double Error)> AnswersWithErrors(IReadOnlyList<Coalition> coalitions)
    {
        HashSet<Coalition> met = [];
        List<Coalition> unknown = [.. coalitions.Where(coalition => !_known.ContainsKey(coalition) && met.Add(coalition))];
        foreach ((Coalition coalition, (double Mean, double Error) answer) in unknown.Zip(Ask(unknown)))
            _known.Add(coalition, answer);
        return [.. coalitions.Select(coalition => _known[coalition])];
    }

    /// <summary>v of coalitions that differ and will not come again; nothing is kept of them.</summary>
    internal double[] AnswersOnce(IReadOnlyList<Coalition> coalitions) => [.. Ask(coalitions).Select(answer => answer.Mean)];

    private (double Mean, double Error)[] Ask(IReadOnlyList<Coalition> coalitions)
    {
        int copies = _filling.Copies;
        SampledScores[] answers = [.. coalitions.Select(_ => new SampledScores(1))];
        for (int start = 0; start < coalitions.Count; start += _atOnce)
        {
            int rows = Math.Min(_atOnce, coalitions.Count - start) * copies;
            for (int n = 0; n < rows; n++)
                _filling.Apply(coalitions[start + n / copies], Players, n % copies, _inputs.AsSpan(n * _size, _size));
            _asking.Ask(_inputs.AsSpan(0, rows * _size), _answers.AsSpan(0, rows));
            for (int n = 0; n < rows; n++)
                answers[start + n / copies].Add(_answers.AsSpan(n, 1));
        }

        return [.. answers.Select(answer => (answer.Means[0], answer.Errors[0]))];
    }
}
