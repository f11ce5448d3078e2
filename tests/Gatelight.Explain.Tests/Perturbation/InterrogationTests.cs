namespace Gatelight.Explain.Tests.Perturbation;

public class InterrogationTests
{
    [Fact]
    public void A_coalition_is_asked_about_once()
    {
        FunctionQuestion question = FunctionQuestion.Linear(3, 1, 0, [1, 2, 4]);
        Interrogation asking = new(question, 10, null, TestContext.Current.CancellationToken);
        CoalitionGame game = new(asking, [1, 1, 1], Players.Steps.Map(3, 1), new Filling(Filler.Zero, ([1, 1, 1], 1), [[0, 0, 0]]));
        Assert.Equal([1, 5, 1, 7, 0], game.Answers([Coalition.Of(3, [0]), Coalition.Of(3, [0, 2]), Coalition.Of(3, [0]), Coalition.All(3), Coalition.None(3)]));
        Assert.Equal([5], game.Answers([Coalition.Of(3, [2, 0])]));
        Assert.Equal(4, question.Asked); // all, nobody, and two more
        Assert.Equal(4, asking.Asked);
        Assert.Equal(7, asking.Spread);
    }

    [Fact]
    public void No_more_is_asked_than_the_budget_allows()
    {
        FunctionQuestion question = FunctionQuestion.Linear(1, 1, 0, [1]);
        Interrogation asking = new(question, 300, null, TestContext.Current.CancellationToken);
        Assert.Throws<ExplanationException>(() => asking.Ask(new double[301], new double[301]));
        Assert.True(question.Asked <= 300);
    }

    [Fact]
    public void Errors_of_running_means_are_those_of_the_textbook()
    {
        SampledScores scores = new(2);
        foreach (double[] sample in new double[][] { [1, 5], [2, 5], [6, 5] })
            scores.Add(sample);
        Assert.Equal([3, 5], scores.Means);
        Assert.Equal(Math.Sqrt(7.0 / 3), scores.Errors[0], Tolerances.Exact); // variance (4 + 1 + 9)/2 = 7
        Assert.Equal(0, scores.Errors[1]);
    }
}
