namespace Gatelight.Explain.Tests;

public class ExactShapleyTests : AttributionMethodConformance<ExactShapley>
{
    [Fact]
    public void More_players_than_can_be_counted_are_refused_before_anything_is_asked()
    {
        FunctionQuestion question = FunctionQuestion.Linear(7, 3, 0, new double[21]);
        string message = Assert.Throws<ExplanationException>(() =>
            new ExactShapley { Players = Players.Cells }.Explain(question, SampleModels.Input, SampleModels.Baseline, TestContext.Current.CancellationToken)).Message;
        Assert.Contains("21 players need 2^21 answers; choose at most 20 players", message, StringComparison.Ordinal);
        Assert.Equal(0, question.Asked);
    }

    [Fact]
    public void Every_coalition_is_asked_about_once()
    {
        FunctionQuestion question = FunctionQuestion.Linear(7, 3, 0, SampleModels.Normals(3));
        Attribution answer = new ExactShapley().Explain(question, SampleModels.Input, SampleModels.Baseline, TestContext.Current.CancellationToken);
        Assert.Equal(128, question.Asked);
        Assert.Equal(128, answer.Passes);
    }
}
