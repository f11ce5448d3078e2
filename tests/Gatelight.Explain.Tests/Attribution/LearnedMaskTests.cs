namespace Gatelight.Explain.Tests;

public class LearnedMaskTests : AttributionMethodConformance<LearnedMask>
{
    [Fact]
    public void What_the_answer_needs_is_kept_and_the_rest_is_not()
    {
        double[] weights = new double[12];
        (weights[2], weights[7]) = (3, -2);
        Attribution answer = Ask(new LearnedMask(), FunctionQuestion.Linear(6, 2, 1, weights), [.. Enumerable.Repeat(1.0, 12)]);
        Assert.All(answer.Values.Cast<double>(), value => Assert.InRange(value, 0, 1));
        Assert.True(answer.Values[1, 0] > 0.3);
        for (int n = 0; n < 12; n++)
        {
            if (n is not (2 or 7))
                Assert.Equal(0, answer.Values[n / 2, n % 2], Tolerances.Exact);
        }
    }

    [Fact]
    public void Too_strong_a_penalty_is_said()
    {
        Attribution answer = Ask(new LearnedMask { Sparsity = 50 }, FunctionQuestion.Linear(2, 1, 0, [1, 1]), [1, 1]);
        Assert.Contains("misses the answer by 100%", Assert.Single(answer.Warnings), StringComparison.Ordinal);
        Assert.Throws<ExplanationException>(() => new LearnedMask { Sparsity = 0 });
    }

    private static Attribution Ask(LearnedMask method, FunctionQuestion question, double[] input) =>
        method.Explain(question, input, new double[input.Length], TestContext.Current.CancellationToken);
}
