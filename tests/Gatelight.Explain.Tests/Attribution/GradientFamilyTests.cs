namespace Gatelight.Explain.Tests;

/// <summary>What every method along the gradient keeps to.</summary>
public class GradientFamilyTests
{
    public static TheoryData<string> Names => [.. AttributionMethods.All.Where(method => method.Family == MethodFamily.Gradient).Select(method => method.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_constant_model_gives_zeros(string name)
    {
        FunctionQuestion constant = new(2, 2, _ => 7, _ => [0, 0, 0, 0]);
        Attribution answer = AttributionMethods.Find(name).Explain(constant, [1, 2, 3, 4], [0, 0, 0, 0], TestContext.Current.CancellationToken);
        Assert.Equal([0, 0, 0, 0], answer.Values.Cast<double>());
        Assert.False(answer.IsGapTooLarge);
        Assert.All(answer.StandardErrors?.Cast<double>() ?? [], error => Assert.Equal(0, error));
        Assert.Equal(7, answer.Prediction);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_feature_that_the_model_ignores_gets_exactly_nothing(string name)
    {
        Models.Model<double> model = SampleModels.Lstm<double>();
        Models.Parameter<double> weight = model.Parameters.All.Single(parameter => parameter.Name == "lstm_1.weight_ih");
        for (int row = 0; row < weight.Shape[0]; row++)
            weight.Values[row * SampleModels.Features + 1] = 0;
        model.Parameters.MarkChanged();
        Attribution answer = AttributionMethods.Find(name).Explain(
            new ModelQuestion<double>([model], SampleModels.Steps, 0), SampleModels.Input, SampleModels.Baseline, TestContext.Current.CancellationToken);
        for (int step = 0; step < SampleModels.Steps; step++)
        {
            Assert.Equal(0, answer.Values[step, 1]);
            Assert.NotEqual(0, answer.Values[step, 0]);
        }
    }

    [Theory]
    [InlineData("saliency")]
    [InlineData("input-x-gradient")]
    [InlineData("gradient-shap")]
    [InlineData("temporal-integrated-gradients")]
    public void Features_that_the_model_treats_alike_get_the_same(string name)
    {
        FunctionQuestion question = new(1, 3, x => Math.Tanh(x[0] + x[1]) * x[2], x =>
        {
            double slope = (1 - Math.Pow(Math.Tanh(x[0] + x[1]), 2)) * x[2];
            return [slope, slope, Math.Tanh(x[0] + x[1])];
        });
        Attribution answer = AttributionMethods.Find(name).Explain(question, [0.7, 0.7, 2], [0, 0, 0], TestContext.Current.CancellationToken);
        Assert.Equal(answer.Values[0, 0], answer.Values[0, 1], Tolerances.Exact);
        Assert.NotEqual(0, answer.Values[0, 0]);
    }
}
