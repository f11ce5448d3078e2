namespace Gatelight.Explain.Tests;

public class PerturbationTestTests
{
    // F = 6a + 3b + c at (1, 1, 1) from zeros: 10 from 0.
    private static readonly FunctionQuestion Sum = FunctionQuestion.Linear(3, 1, 0, [6, 3, 1]);

    [Fact]
    public void Three_cells_by_hand()
    {
        PerturbationCurve deletion = Delete(new PerturbationTest(), Map(6, 3, 1));
        Assert.Equal([0, 1 / 3.0, 2 / 3.0, 1], deletion.Shares);
        Assert.Equal([10, 4, 1, 0], deletion.Answers);
        Assert.Equal([1, 0.4, 0.1, 0], deletion.Heights.Select(height => Math.Round(height, 12)));
        Assert.Equal((0.5 + 0.4 + 0.1) / 3, deletion.Area, Tolerances.Exact);
        PerturbationCurve insertion = Insert(new PerturbationTest(), Map(6, 3, 1));
        Assert.Equal([0, 6, 9, 10], insertion.Answers);
        Assert.Equal((0.6 + 0.9 + 0.5) / 3, insertion.Area, Tolerances.Exact);
    }

    [Fact]
    public void The_true_order_is_best_and_its_reverse_worst()
    {
        PerturbationTest test = new() { RandomOrders = 200 };
        PerturbationCurve best = Delete(test, Map(6, 3, 1));
        PerturbationCurve worst = Delete(test, Map(1, 3, 6));
        Assert.True(best.Area < worst.Area);
        Assert.True(best.Ratio < 1 && worst.Ratio > 1);
        Assert.Equal(1, worst.ChanceShare);
        Assert.Equal(best.Area / best.RandomArea, best.Ratio, Tolerances.Exact);
        PerturbationCurve inserted = Insert(test, Map(6, 3, 1));
        Assert.Equal((1 - inserted.Area) / (1 - inserted.RandomArea), inserted.Ratio, Tolerances.Exact);
        Assert.True(inserted.Ratio < 1 && Insert(test, Map(1, 3, 6)).Ratio > 1);
        Assert.Equal(1 / 6.0, best.ChanceShare, 0.08); // one of six orders is the best; the error of 200 draws is 0.026
        // Every cell is as often in each place: (1 + 0)/2 on average.
        Assert.Equal(0.5, best.RandomArea, 0.03);
    }

    [Fact]
    public void By_value_the_cells_that_held_the_answer_up_go_first()
    {
        // F = 4a - 5b + 2c: 1 from 0. By value a, c, b: 1, -3, -5, 0.
        FunctionQuestion mixed = FunctionQuestion.Linear(3, 1, 0, [4, -5, 2]);
        PerturbationCurve curve = new PerturbationTest { Order = CellOrder.Signed }.Deletion(mixed, [1, 1, 1], [0, 0, 0], Map(4, -5, 2), TestContext.Current.CancellationToken);
        Assert.Equal([1, -3, -5, 0], curve.Answers);
        Assert.Equal((0.5 - 3 - 5) / 3, curve.Area, Tolerances.Exact);
        // By size b, a, c: 1, 6, 2, 0, and the way left counts without its sign.
        PerturbationCurve bySize = new PerturbationTest().Deletion(mixed, [1, 1, 1], [0, 0, 0], Map(4, -5, 2), TestContext.Current.CancellationToken);
        Assert.Equal([1, 6, 2, 0], bySize.Answers);
    }

    [Fact]
    public void Where_the_answer_fell_from_the_baseline_the_lowest_values_go_first()
    {
        FunctionQuestion falling = FunctionQuestion.Linear(3, 1, 0, [-6, -3, 1]);
        PerturbationCurve curve = new PerturbationTest { Order = CellOrder.Signed }.Deletion(falling, [1, 1, 1], [0, 0, 0], Map(-6, -3, 1), TestContext.Current.CancellationToken);
        Assert.Equal([-8, -2, 1, 0], curve.Answers);
    }

    [Fact]
    public void A_map_by_step_takes_whole_steps()
    {
        FunctionQuestion question = FunctionQuestion.Linear(2, 2, 0, [1, 2, 10, 20]);
        PerturbationCurve curve = new PerturbationTest().Deletion(question, [1, 1, 1, 1], [0, 0, 0, 0], Map(1, 5), TestContext.Current.CancellationToken);
        Assert.Equal([33, 3, 0], curve.Answers);
    }

    [Fact]
    public void Many_cells_fall_together_into_the_levels()
    {
        PerturbationCurve curve = Delete(new PerturbationTest { Levels = 2 }, Map(6, 3, 1));
        Assert.Equal([0, 1 / 3.0, 1], curve.Shares);
    }

    [Fact]
    public void The_same_seed_draws_the_same_orders()
    {
        double[][] areas = [.. new[] { 5, 5, 6 }.Select(seed => Delete(new PerturbationTest { Seed = seed }, Map(6, 3, 1)).RandomAreas.ToArray())];
        Assert.Equal(areas[0], areas[1]);
        Assert.NotEqual(areas[0], areas[2]);
    }

    [Fact]
    public void A_constant_model_gives_flat_curves()
    {
        FunctionQuestion constant = new(3, 1, _ => 7, _ => [0, 0, 0]);
        foreach (CellOrder order in Enum.GetValues<CellOrder>())
        {
            PerturbationCurve curve = new PerturbationTest { Order = order }.Deletion(constant, [1, 1, 1], [0, 0, 0], Map(1, 2, 3), TestContext.Current.CancellationToken);
            Assert.Equal((0, 1, 1), (curve.Area, curve.Ratio, curve.ChanceShare));
            Assert.Equal(0, new PerturbationTest { Order = order }.Insertion(constant, [1, 1, 1], [0, 0, 0], Map(1, 2, 3), TestContext.Current.CancellationToken).Area);
        }
    }

    [Fact]
    public void A_map_that_does_not_fit_is_refused()
    {
        Assert.Contains("map [2, 1] does not fit", Assert.Throws<ExplanationException>(() => Delete(new PerturbationTest(), Map(1, 2))).Message, StringComparison.Ordinal);
        Assert.Contains("not a finite", Assert.Throws<ExplanationException>(() => Delete(new PerturbationTest(), Map(1, double.NaN, 3))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_passes_are_those_asked()
    {
        FunctionQuestion question = FunctionQuestion.Linear(3, 1, 0, [6, 3, 1]);
        PerturbationCurve curve = new PerturbationTest().Deletion(question, [1, 1, 1], [0, 0, 0], Map(6, 3, 1), TestContext.Current.CancellationToken);
        Assert.Equal(question.Asked, curve.Passes);
    }

    private static double[,] Map(params double[] values)
    {
        double[,] map = new double[values.Length, 1];
        for (int n = 0; n < values.Length; n++)
            map[n, 0] = values[n];
        return map;
    }

    private static PerturbationCurve Delete(PerturbationTest test, double[,] map) => test.Deletion(Sum, [1, 1, 1], [0, 0, 0], map, TestContext.Current.CancellationToken);

    private static PerturbationCurve Insert(PerturbationTest test, double[,] map) => test.Insertion(Sum, [1, 1, 1], [0, 0, 0], map, TestContext.Current.CancellationToken);
}
