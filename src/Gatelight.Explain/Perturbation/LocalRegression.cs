namespace Gatelight.Explain;

/// <summary>A ridge regression of the answers on who is present, weighted by nearness to the input (equations 186 and 187 of docs/equations.md).</summary>
internal sealed class LocalRegression
{
    private readonly CoalitionGame _game;
    private readonly double _width;
    private readonly double _ridge;
    private readonly List<(Coalition Present, double Answer, double Weight)> _samples = [];

    internal LocalRegression(CoalitionGame game, double width, double ridge)
    {
        _game = game;
        _width = width;
        _ridge = ridge;
        _samples.Add((Coalition.All(game.Count), 0, 1)); // answers less that for the input: a constant then leaves no rounding behind
    }

    /// <summary>The coalitions drawn so far.</summary>
    internal int Samples => _samples.Count - 1;

    /// <summary>Draws how many players are absent, then which.</summary>
    internal void Draw(SeededRandom random, int count)
    {
        int players = _game.Count;
        int[] order = [.. Enumerable.Range(0, players)];
        Coalition[] coalitions = new Coalition[count];
        for (int n = 0; n < count; n++)
        {
            random.Shuffle<int>(order);
            coalitions[n] = Coalition.Of(players, order.AsSpan(0, players - 1 - random.NextBelow(players)));
        }

        double[] answers = _game.Answers(coalitions);
        for (int n = 0; n < count; n++)
            _samples.Add((coalitions[n], answers[n] - _game.Full, Nearness(coalitions[n])));
    }

    /// <summary>The coefficients, and the standard errors that hold whatever the straight model misses (White 1980).</summary>
    internal (double[] Values, double[] Errors) Fit()
    {
        int players = _game.Count;
        double total = _samples.Sum(sample => sample.Weight);
        double mean = _samples.Sum(sample => sample.Weight * sample.Answer) / total;
        double[] presence = new double[players];
        foreach ((Coalition present, _, double weight) in _samples)
        {
            for (int n = 0; n < players; n++)
                presence[n] += present[n] ? weight / total : 0;
        }

        double[] matrix = new double[players * players];
        double[] values = new double[players];
        double[] row = new double[players];
        foreach ((Coalition present, double answer, double weight) in _samples)
        {
            Centre(present, presence, row);
            for (int n = 0; n < players; n++)
            {
                values[n] += weight * row[n] * (answer - mean);
                for (int k = 0; k <= n; k++)
                    matrix[n * players + k] += weight * row[n] * row[k];
            }
        }

        for (int n = 0; n < players; n++)
            matrix[n * players + n] += _ridge * total;
        CholeskyFactor factor = CholeskyFactor.Of(matrix, players) ?? throw new ExplanationException("The ridge regression of LIME has no solution; raise Ridge or the budget.");
        factor.Solve(values);

        double[] squares = new double[players];
        foreach ((Coalition present, double answer, double weight) in _samples)
        {
            Centre(present, presence, row);
            double residual = answer - mean;
            for (int n = 0; n < players; n++)
                residual -= row[n] * values[n];
            for (int n = 0; n < players; n++)
                row[n] *= weight * residual;
            factor.Solve(row);
            for (int n = 0; n < players; n++)
                squares[n] += row[n] * row[n];
        }

        return (values, [.. squares.Select(Math.Sqrt)]);
    }

    private double Nearness(Coalition present)
    {
        double distance = 1 - Math.Sqrt((double)present.Count / _game.Count);
        return Math.Exp(-(distance * distance) / (_width * _width));
    }

    private static void Centre(Coalition present, double[] presence, double[] row)
    {
        for (int n = 0; n < row.Length; n++)
            row[n] = (present[n] ? 1 : 0) - presence[n];
    }
}
