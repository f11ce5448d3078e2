namespace Gatelight.Explain.Tests.Perturbation;

public class FillingTests
{
    private const double Gone = double.NaN;

    // One feature over six steps; NaN marks what is taken away.
    [Theory]
    [InlineData(Filler.LastValue, new[] { 1, Gone, Gone, 4, Gone, 6 }, new double[] { 1, 1, 1, 4, 4, 6 })]
    [InlineData(Filler.LastValue, new[] { Gone, Gone, 3, 4, 5, Gone }, new double[] { 3, 3, 3, 4, 5, 5 })]
    [InlineData(Filler.LastValue, new[] { Gone, Gone, Gone, Gone, Gone, Gone }, new double[] { 10, 20, 30, 40, 50, 60 })]
    [InlineData(Filler.Interpolation, new[] { 1, Gone, Gone, 10, Gone, 6 }, new double[] { 1, 4, 7, 10, 8, 6 })]
    [InlineData(Filler.Interpolation, new[] { Gone, 2, Gone, 4, Gone, Gone }, new double[] { 2, 2, 3, 4, 4, 4 })]
    [InlineData(Filler.Interpolation, new[] { Gone, Gone, Gone, Gone, Gone, Gone }, new double[] { 10, 20, 30, 40, 50, 60 })]
    [InlineData(Filler.Baseline, new[] { 1, Gone, 3, 4, Gone, 6 }, new double[] { 1, 20, 3, 4, 50, 6 })]
    public void What_is_taken_away_is_filled_in(Filler filler, double[] left, double[] expected)
    {
        double[] input = [.. left.Select((value, n) => double.IsNaN(value) ? 99 : value)];
        PlayerMap players = Players.Steps.Map(6, 1);
        Filling filling = new(filler, (input, 1), [[10, 20, 30, 40, 50, 60]]);
        double[] filled = new double[6];
        filling.Apply(Coalition.Of(6, [.. Enumerable.Range(0, 6).Where(n => !double.IsNaN(left[n]))]), players, 0, filled);
        Assert.Equal(expected, filled);
    }

    [Fact]
    public void Features_are_filled_in_apart()
    {
        Filling filling = new(Filler.LastValue, ([1, 2, 3, 4, 5, 6], 2), [[0, 0, 0, 0, 0, 0]]);
        double[] filled = new double[6];
        filling.Apply(Coalition.Of(6, [0, 1, 3, 4]), Players.Cells.Map(3, 2), 0, filled);
        Assert.Equal([1, 2, 1, 4, 5, 4], filled);
    }

    [Fact]
    public void Baselines_are_made_by_name()
    {
        double[] input = [1, 10, 2, 20, 5, 40];
        double[][] background = [[0, 0, 0, 0, 0, 0], [2, 4, 6, 8, 10, 12]];
        Assert.Equal([0, 0, 0, 0, 0, 0], Baselines.Make(Filler.Zero, input, 2));
        Assert.Equal([-1, -1, -1, -1, -1, -1], Baselines.Make(Filler.Pad, input, 2, padValue: -1));
        Assert.Equal([1, 2, 3, 4, 5, 6], Baselines.Make(Filler.Mean, input, 2, background));
        Assert.Equal([1, 10, 1, 10, 1, 10], Baselines.Make(Filler.LastValue, input, 2));
        Assert.Equal([1, 10, 3, 25, 5, 40], Baselines.Make(Filler.Interpolation, input, 2));
        Assert.Contains(Baselines.Make(Filler.Draws, input, 2, background, seed: 3), background);
        Assert.Throws<ExplanationException>(() => Baselines.Make(Filler.Baseline, input, 2));
        Assert.Contains("Sample 1 of the background has 5 values; an input has 6", Assert.Throws<ExplanationException>(() => Baselines.Make(Filler.Mean, input, 2, [background[0], new double[5]])).Message, StringComparison.Ordinal);
        Assert.Contains("holds NaN at value 2", Assert.Throws<ExplanationException>(() => Baselines.Make(Filler.Mean, input, 2, [[0, 0, double.NaN, 0, 0, 0]])).Message, StringComparison.Ordinal);
    }
}
