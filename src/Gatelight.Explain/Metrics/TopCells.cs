namespace Gatelight.Explain;

/// <summary>
/// Comprehensiveness and sufficiency (DeYoung et al. 2020, arXiv:1911.03429) and log-odds (Shrikumar, Greenside and Kundaje 2017, arXiv:1704.02685) of a map's
/// most important cells: <c>F(x) - F(x without them)</c>, <c>F(x) - F(them alone)</c> and <c>ln(F(x without them)/F(x))</c> (equations 223 to 225 of docs/equations.md).
/// </summary>
public sealed record TopCells
{
    /// <summary>The share of the cells to take, above 0 and at most 1; at least one cell is taken.</summary>
    public double Share { get; init => field = value is > 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Share must be above 0 and at most 1."); } = 0.2;

    /// <summary>The order of the cells.</summary>
    public CellOrder Order { get; init; }

    /// <summary>Scores a map.</summary>
    /// <param name="question">The question.</param>
    /// <param name="input">The input <c>[T, D]</c>.</param>
    /// <param name="baseline">The baseline <c>[T, D]</c> that replaces what is taken away.</param>
    /// <param name="map">The map, <c>[T, D]</c> or <c>[T, 1]</c>.</param>
    /// <exception cref="ExplanationException">Input, baseline or map do not fit.</exception>
    public TopCellScore Score(IExplainable question, ReadOnlySpan<double> input, ReadOnlySpan<double> baseline, double[,] map)
    {
        Endpoints ends = Endpoints.Ask(question, input, baseline);
        MapCells cells = new(question, map);
        int[] order = cells.Ranked(Order, ends.Prediction - ends.Baseline);
        int count = Math.Max(1, (int)(Share * cells.Count));
        double[] blank = InputPadding.Hold(question, input, baseline);
        double without = cells.Answers(question, [.. input], blank, order, [count])[0];
        double alone = cells.Answers(question, blank, [.. input], order, [count])[0];
        bool areProbabilities = ends.Prediction is > 0 and <= 1 && without is > 0 and <= 1;
        return new TopCellScore(
            ends.Prediction - without, ends.Prediction - alone, areProbabilities ? Math.Log(without / ends.Prediction) : null, count, ends.Passes + 2);
    }
}
