namespace Gatelight.Explain;

/// <summary>
/// Deletion and insertion (Petsiuk, Das and Saenko 2018, arXiv:1806.07421; equations 220 to 222 of docs/equations.md): the cells of a map are replaced by the
/// baseline, or put into it, most important first. A map that is true to the model deletes fast, a small area, and inserts fast, a large one.
/// </summary>
public sealed record PerturbationTest
{
    /// <summary>The order of the cells.</summary>
    public CellOrder Order { get; init; }

    /// <summary>The most points of a curve after its first; with more cells several change at once.</summary>
    public int Levels { get; init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Levels must be at least 1."); } = 20;

    /// <summary>The random orders to hold the map against, at least 1.</summary>
    public int RandomOrders { get; init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "RandomOrders must be at least 1."); } = 19;

    /// <summary>The seed of the random orders.</summary>
    public int Seed { get; init; }

    /// <summary>Replaces the cells by the baseline, most important first.</summary>
    /// <param name="question">The question.</param>
    /// <param name="input">The input <c>[T, D]</c>.</param>
    /// <param name="baseline">The baseline <c>[T, D]</c>.</param>
    /// <param name="map">The map, <c>[T, D]</c> or <c>[T, 1]</c>.</param>
    /// <param name="cancellation">Checked between passes.</param>
    /// <exception cref="ExplanationException">Input, baseline or map do not fit.</exception>
    public PerturbationCurve Deletion(IExplainable question, ReadOnlySpan<double> input, ReadOnlySpan<double> baseline, double[,] map, CancellationToken cancellation = default) =>
        Curve(question, [.. input], InputPadding.Hold(question, input, baseline), map, isDeletion: true, cancellation);

    /// <summary>Puts the cells into the baseline, most important first.</summary>
    /// <param name="question">The question.</param>
    /// <param name="input">The input <c>[T, D]</c>.</param>
    /// <param name="baseline">The baseline <c>[T, D]</c>.</param>
    /// <param name="map">The map, <c>[T, D]</c> or <c>[T, 1]</c>.</param>
    /// <param name="cancellation">Checked between passes.</param>
    /// <exception cref="ExplanationException">Input, baseline or map do not fit.</exception>
    public PerturbationCurve Insertion(IExplainable question, ReadOnlySpan<double> input, ReadOnlySpan<double> baseline, double[,] map, CancellationToken cancellation = default) =>
        Curve(question, [.. input], InputPadding.Hold(question, input, baseline), map, isDeletion: false, cancellation);

    private PerturbationCurve Curve(IExplainable question, double[] input, double[] baseline, double[,] map, bool isDeletion, CancellationToken cancellation)
    {
        Endpoints ends = Endpoints.Ask(question, input, baseline);
        MapCells cells = new(question, map);
        int levels = Math.Min(Levels, cells.Count);
        int[] counts = [.. Enumerable.Range(0, levels + 1).Select(level => (int)((long)level * cells.Count / levels))];
        double[] shares = [.. counts.Select(count => (double)count / cells.Count)];
        double[] start = isDeletion ? input : baseline;
        double[] end = isDeletion ? baseline : input;
        double[] answers = cells.Answers(question, start, end, cells.Ranked(Order, ends.Prediction - ends.Baseline), counts);
        double[] heights = Heights(answers, ends, isDeletion);
        double area = Trapezoid.Area(shares, heights);
        double[] randomAreas = new double[RandomOrders];
        int[] order = [.. Enumerable.Range(0, cells.Count)];
        for (int n = 0; n < randomAreas.Length; n++)
        {
            cancellation.ThrowIfCancellationRequested();
            new SeededRandom(SeededRandom.Derive(Seed, n)).Shuffle<int>(order);
            randomAreas[n] = Trapezoid.Area(shares, Heights(cells.Answers(question, start, end, order, counts), ends, isDeletion));
        }

        double full = isDeletion || IsFlat(ends) ? 0 : 1;
        double leftAtRandom = Math.Abs(full - randomAreas.Average());
        double ratio = leftAtRandom == 0 ? 1 : Math.Abs(full - area) / leftAtRandom;
        int asGood = randomAreas.Count(random => isDeletion ? random <= area : random >= area);
        return new PerturbationCurve(shares, answers, heights, area, randomAreas, ratio, (asGood + 1.0) / (RandomOrders + 1), ends.Passes + (RandomOrders + 1) * counts.Length);
    }

    private static bool IsFlat(Endpoints ends) =>
        Math.Abs(ends.Prediction - ends.Baseline) <= 1e-12 * Math.Max(Math.Abs(ends.Prediction), Math.Abs(ends.Baseline));

    // By size, cells that pull both ways are taken together: what counts is how far the answer still is from where it goes.
    private double[] Heights(double[] answers, Endpoints ends, bool isDeletion)
    {
        double scale = IsFlat(ends) ? 1 : ends.Prediction - ends.Baseline;
        double full = IsFlat(ends) ? 0 : 1;
        return [.. answers.Select(answer => (Order, isDeletion) switch
        {
            (CellOrder.Signed, _) => (answer - ends.Baseline) / scale,
            (_, true) => Math.Abs((answer - ends.Baseline) / scale),
            _ => full - Math.Abs((answer - ends.Prediction) / scale),
        })];
    }
}
