namespace Gatelight.Explain.Tests;

public class KnownTruthTests
{
    private static readonly bool[,] Truth = { { true, false }, { true, false } };

    [Fact]
    public void Four_cells_by_hand()
    {
        // Scores 1, 0.5, 0.25, 0 of which the first and the third matter; thresholds from low to high: 0, 0.25, 0.5, 1.
        // Precision 2/4, 2/3, 1/2, 1; recall 1, 1, 1/2, 1/2.
        KnownTruthScore score = Score(new double[,] { { 1, 0.5 }, { 0.25, 0 } }, Truth);
        Assert.Equal(0.25 * (0.5 + 2 / 3.0) / 2 + 0.25 * (2 / 3.0 + 0.5) / 2 + 0.5 * (0.5 + 1) / 2, score.Aup, Tolerances.Exact);
        Assert.Equal(0.25 * 1 + 0.25 * 0.75 + 0.5 * 0.5, score.Aur, Tolerances.Exact);
        Assert.Equal(0.5 * 1 + 0.5 * 2 / 3.0, score.Auprc, Tolerances.Exact);
        Assert.Equal(0.75, score.Auroc, Tolerances.Exact); // three of four pairs in order
        Assert.Equal(1, score.PointingGame);
        double information = -Math.Log2(1e-5) - Math.Log2(0.75 + 1e-5);
        Assert.Equal(information, score.Information, Tolerances.Exact);
        double certain = Math.Abs(Math.Log2(1 + 1e-5));
        double quarter = -0.25 * Math.Log2(0.25 + 1e-5) - 0.75 * Math.Log2(0.75 + 1e-5);
        Assert.Equal(certain + quarter, score.Entropy, Tolerances.Exact);
    }

    [Fact]
    public void Magnitudes_are_brought_to_the_unit_interval_first()
    {
        // -8, 4, 2, 0 without signs and over 8 are the scores above.
        KnownTruthScore scaled = Score(new double[,] { { -8, 4 }, { 2, 0 } }, Truth);
        KnownTruthScore unit = Score(new double[,] { { 1, 0.5 }, { 0.25, 0 } }, Truth);
        Assert.Equal(unit.Aup, scaled.Aup, Tolerances.Exact);
        Assert.Equal(unit.Entropy, scaled.Entropy, Tolerances.Exact);
        Assert.NotEqual(unit.Auroc, Score(new KnownTruth { TakesMagnitudes = false }, new double[,] { { -8, 4 }, { 2, 0 } }, Truth).Auroc);
    }

    [Fact]
    public void Maps_are_scaled_each_by_itself_or_all_alike()
    {
        double[][,] maps = [new double[,] { { 1, 0 }, { 1, 0 } }, new double[,] { { 100, 0 }, { 100, 0 } }];
        KnownTruthScore each = new KnownTruth().Score(maps, [Truth, Truth]);
        KnownTruthScore all = new KnownTruth { Scale = SaliencyScale.WholeSet }.Score(maps, [Truth, Truth]);
        Assert.Equal((1, 1), (each.Auroc, all.Auroc));
        // Two thresholds, 0 and 1: precision 1/2 and 1, recall 1 and 1.
        Assert.Equal(0.75, each.Aup, Tolerances.Exact);
        Assert.Equal(1, each.Aur, Tolerances.Exact);
        // Thresholds 0, 0.01, 1: recall 1, 1, 1/2.
        Assert.Equal(0.01 + 0.99 * 0.75, all.Aur, Tolerances.Exact);
    }

    [Fact]
    public void Squares_over_a_rare_truth_come_near_the_published_numbers()
    {
        // The white-box task of Dynamask: ten series of 50 steps and features, the answer is the sum of the squares of 5 features over 25 steps, and a contribution is
        // the square itself. The paper prints an AUP of 1.00 and an AUR of 0.13 ± 0.01 for autoregressive series; these are plain normals.
        SeededRandom random = new(17);
        List<double[,]> maps = [];
        List<bool[,]> truths = [];
        for (int n = 0; n < 10; n++)
        {
            double[,] map = new double[50, 50];
            bool[,] truth = new bool[50, 50];
            for (int step = 12; step < 37; step++)
            {
                for (int feature = 0; feature < 5; feature++)
                {
                    map[step, feature * 7] = Math.Pow(random.NextNormal(), 2);
                    truth[step, feature * 7] = true;
                }
            }

            maps.Add(map);
            truths.Add(truth);
        }

        KnownTruthScore score = new KnownTruth().Score(maps, truths);
        Assert.Equal(1, score.Aup, 0.001);
        Assert.InRange(score.Aur, 0.11, 0.15);
        Assert.Equal((1, 1), (score.Auroc, score.PointingGame));
        Assert.Equal(1, score.Auprc, Tolerances.Exact);
        Assert.True(score.Aur > new KnownTruth { Scale = SaliencyScale.WholeSet }.Score(maps, truths).Aur);
    }

    [Fact]
    public void The_pointing_game_counts_the_maps_that_point_at_the_truth()
    {
        double[][,] maps = [new double[,] { { 3, 2 }, { 1, 0 } }, new double[,] { { 0, 1 }, { 2, 3 } }];
        Assert.Equal(0.5, new KnownTruth().Score(maps, [Truth, Truth]).PointingGame);
    }

    [Fact]
    public void A_map_that_is_the_same_everywhere_selects_nothing()
    {
        KnownTruthScore score = Score(new double[,] { { 3, 3 }, { 3, 3 } }, Truth);
        Assert.Equal((0, 0, 0.5), (score.Aup, score.Aur, score.Auroc));
        Assert.Equal(0, score.Information, 1e-4);
    }

    [Fact]
    public void What_cannot_be_judged_is_refused()
    {
        Refused(() => new KnownTruth().Score([], []), "0 maps");
        Refused(() => Score(new double[1, 2], Truth), "Map 0 is [1, 2], its truth [2, 2]");
        Refused(() => Score(new double[2, 2], new bool[2, 2]), "None of the 4 cells");
        Refused(() => Score(new KnownTruth { Scale = SaliencyScale.None }, new double[,] { { 2, 0 }, { 0, 0 } }, Truth), "A score is 2");
        Refused(() => Score(new double[,] { { double.NaN, 0 }, { 0, 0 } }, Truth), "not a finite number");
    }

    private static void Refused(Func<object> ask, string expected) =>
        Assert.Contains(expected, Assert.Throws<ExplanationException>(ask).Message, StringComparison.Ordinal);

    private static KnownTruthScore Score(double[,] map, bool[,] truth) => Score(new KnownTruth(), map, truth);

    private static KnownTruthScore Score(KnownTruth metric, double[,] map, bool[,] truth) => metric.Score([map], [truth]);
}
