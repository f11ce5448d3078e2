namespace Gatelight.Explain.Tests.Perturbation;

public class PlayersTests
{
    [Fact]
    public void The_cells_of_each_player_are_as_named()
    {
        Assert.Equal([[0], [1], [2], [3]], Players.Cells.Map(2, 2).Cells);
        Assert.Equal([[0, 1], [2, 3]], Players.Steps.Map(2, 2).Cells);
        Assert.Equal([[0, 2], [1, 3]], Players.Features.Map(2, 2).Cells);
        Assert.Equal([[0], [1, 2], [3, 4]], Players.Windows(2).Map(5, 1).Cells); // counted from the end
        Assert.Equal([[0], [1, 2], [3, 4]], Players.Segments(3).Map(5, 1).Cells);
        Assert.Equal([[3, 0], [1, 2]], Players.Groups([[(1, 1), (0, 0)]]).Map(2, 2).Cells); // and the rest
        Assert.Equal(256, Players.Automatic.Map(128, 2).Count);
        Assert.Equal(129, Players.Automatic.Map(129, 2).Count);
        Assert.Equal(256, Players.Automatic.Map(1000, 2).Count);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 3)]
    [InlineData(40, 2)]
    public void Every_cell_has_one_player(int steps, int features)
    {
        foreach (Players players in new[] { Players.Automatic, Players.Cells, Players.Steps, Players.Features, Players.Windows(3), Players.Segments(4), Players.Groups([[(0, 0)]]) })
            Assert.Equal(Enumerable.Range(0, steps * features), players.Map(steps, features).Cells.SelectMany(cells => cells).Order());
    }

    [Fact]
    public void Groups_that_make_no_sense_are_refused()
    {
        Refused([[]], "Group 0 has no cell");
        Refused([[(0, 0)], [(2, 0)]], "Group 1 names step 2, feature 0; the input is [2, 2]");
        Refused([[(0, 0)], [(1, 0), (0, 0)]], "Group 1 names step 0, feature 0, which has a group already");
        Assert.Throws<ExplanationException>(() => Players.Windows(0));
        Assert.Throws<ExplanationException>(() => Players.Segments(0));
    }

    [Fact]
    public void Coalitions_are_sets_of_bits()
    {
        Coalition some = Coalition.Of(70, [0, 63, 64, 69]);
        Assert.Equal(4, some.Count);
        Assert.Equal(66, some.Complement().Count);
        Assert.True(some[64] && !some[65] && some.Complement()[65]);
        Assert.Equal(some, some.Complement().Complement());
        Assert.Equal(70, Coalition.All(70).Count);
        Assert.Equal(5, some.With(1, 64).Count);
        Assert.Equal(Coalition.Of(3, [0, 2]), Coalition.OfMask(3, 0b101));
        Assert.NotEqual(some, some.With(1));
    }

    private static void Refused((int Step, int Feature)[][] groups, string expected) =>
        Assert.Contains(expected, Assert.Throws<ExplanationException>(() => Players.Groups(groups).Map(2, 2)).Message, StringComparison.Ordinal);
}
