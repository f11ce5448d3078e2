namespace Gatelight.Explain.Tests;

public class MapAgreementTests
{
    private static readonly double[,] First = { { 1, 2 }, { 3, 4 } };

    [Fact]
    public void Ranks_see_order_alone_and_values_see_more()
    {
        double[,] bent = { { 1, 8 }, { 27, 64 } };
        Assert.Equal(1, MapAgreement.Spearman(First, bent), Tolerances.Exact);
        // Deviations -1.5 -0.5 0.5 1.5 against -24 -17 2 39: 104/√(5·2390).
        Assert.Equal(104 / Math.Sqrt(5.0 * 2390), MapAgreement.Pearson(First, bent), Tolerances.Exact);
        Assert.Equal(-1, MapAgreement.Pearson(First, new double[,] { { 4, 3 }, { 2, 1 } }), Tolerances.Exact);
    }

    [Fact]
    public void Equal_values_share_their_rank() =>
        Assert.Equal([1, 2.5, 2.5, 4], MapAgreement.Ranks([-3, 0, 0, 9]));

    [Fact]
    public void A_map_that_is_the_same_everywhere_agrees_with_none()
    {
        Assert.Equal(0, MapAgreement.Spearman(First, new double[2, 2]));
        Assert.Equal(0, MapAgreement.Pearson(new double[2, 2], First));
    }

    [Fact]
    public void The_overlap_is_that_of_the_largest_by_size()
    {
        double[,] other = { { -9, 0 }, { 0, 8 } };
        Assert.Equal(0.5, MapAgreement.TopOverlap(First, other, 0.5)); // cells 2, 3 and 0, 3
        Assert.Equal(0, MapAgreement.TopOverlap(First, other, 0.2));
    }

    [Fact]
    public void A_map_by_step_is_compared_with_sums_over_the_features() =>
        Assert.Equal(1, MapAgreement.Pearson(First, new double[,] { { 3 }, { 7 } }), Tolerances.Exact);

    [Fact]
    public void The_table_is_symmetric_with_ones_along_its_diagonal()
    {
        Attribution a = new("a", First, 1, 0, IsAdditive: false, 1);
        AgreementTable table = MapAgreement.Table([a, a with { Method = "b", Values = new double[,] { { 4, 1 }, { 5, 2 } } }]);
        Assert.Equal(["a", "b"], table.Methods);
        Assert.Equal(1, table.Spearman[1, 1], Tolerances.Exact);
        Assert.Equal(1, table.TopOverlap[0, 0]);
        Assert.Equal(table.Pearson[0, 1], table.Pearson[1, 0], Tolerances.Exact);
    }

    [Fact]
    public void Maps_of_other_shapes_are_refused() =>
        Assert.Contains("cannot be compared", Assert.Throws<ExplanationException>(() => MapAgreement.Pearson(First, new double[2, 3])).Message, StringComparison.Ordinal);
}
