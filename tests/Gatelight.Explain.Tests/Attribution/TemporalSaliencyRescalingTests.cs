namespace Gatelight.Explain.Tests;

public class TemporalSaliencyRescalingTests : AttributionMethodConformance<TemporalSaliencyRescaling>
{
    [Fact]
    public void On_a_linear_function_it_is_the_product_of_both_changes()
    {
        // Over occlusion the map of a linear function is w⊙x: taking step t away changes it by Σ|w x| of the step, a cell by |w x|.
        FunctionQuestion question = FunctionQuestion.Linear(3, 2, 0, [1, -1, 3, -4, 0, 0]);
        Attribution answer = new TemporalSaliencyRescaling { Inner = new Occlusion() }.Explain(question, [1, 1, 1, 1, 1, 1], new double[6], TestContext.Current.CancellationToken);
        double[] expected = [0, 0, 7 * 3, 7 * 4, 0, 0]; // the mean relevance is (2 + 7 + 0)/3 = 3, so step 0 gets nothing
        Assert.Equal(expected, answer.Values.Cast<double>());
        Assert.Equal((1 + 3 + 2) * 8, answer.Passes);
        Assert.Contains("over occlusion", answer.Settings, StringComparison.Ordinal);
    }
}
