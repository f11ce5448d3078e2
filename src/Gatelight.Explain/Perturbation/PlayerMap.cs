namespace Gatelight.Explain;

/// <summary>The cells <c>[step, feature]</c> of each player for inputs of one shape; every cell has exactly one player.</summary>
/// <param name="Cells">For each player the places of its cells in an input <c>[T, D]</c>.</param>
/// <param name="Text">What the players are, for the settings of an answer.</param>
internal sealed record PlayerMap(int[][] Cells, string Text)
{
    /// <summary>The number of players.</summary>
    internal int Count => Cells.Length;

    /// <summary>The scores of players as a matrix: each is shared equally by the player's cells.</summary>
    internal double[,] Spread(IExplainable question, ReadOnlySpan<double> scores)
    {
        double[,] values = new double[question.Steps, question.Features];
        for (int player = 0; player < Cells.Length; player++)
        {
            foreach (int cell in Cells[player])
                values[cell / question.Features, cell % question.Features] = scores[player] / Cells[player].Length;
        }

        return values;
    }
}
