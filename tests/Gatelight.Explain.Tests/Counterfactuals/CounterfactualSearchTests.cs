using Gatelight.Kernels;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Explain.Tests.Counterfactuals;

public class CounterfactualSearchTests
{
    private static readonly double[][] Background = [.. Enumerable.Range(0, 30).Select(n => SampleModels.Normals(200 + n))];

    [Fact]
    public void Of_a_linear_function_the_strongest_value_alone_is_moved_just_far_enough()
    {
        // 10·x₃ is by far the shortest way from 0 up to 5: x₃ = 0.5.
        FunctionQuestion question = FunctionQuestion.Linear(3, 2, 0, [1, 1, 1, 10, 1, 1]);
        Counterfactual found = new CounterfactualSearch().FindValue(question, new double[6], 5, TestContext.Current.CancellationToken);
        Assert.True(found.IsFound);
        Assert.Equal(1, found.ChangedCells);
        Assert.Equal(0.5, found.Changes[1, 1], 0.02);
        Assert.InRange(found.Answers[0], 5, 5.2);
        Assert.Empty(found.Warnings);
    }

    [Fact]
    public void A_value_is_reached_from_above_as_well()
    {
        FunctionQuestion question = FunctionQuestion.Linear(3, 2, 9, [1, 1, 1, 10, 1, 1]);
        Counterfactual found = new CounterfactualSearch().FindValue(question, new double[6], 5, TestContext.Current.CancellationToken);
        Assert.True(found.IsFound && found.Answers[0] <= 5);
        Assert.Equal(-0.4, found.Changes[1, 1], 0.02);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void What_is_returned_as_another_class_is_of_another_class(int seed)
    {
        IExplainable[] classes = Classes(seed);
        int own = ClassOf(classes, SampleModels.Input);
        Counterfactual found = new CounterfactualSearch { Background = Background }.FindClass(classes, SampleModels.Input, cancellation: TestContext.Current.CancellationToken);
        double[] changed = [.. found.Input.Cast<double>()];
        Assert.True(found.IsFound);
        Assert.NotEqual(own, found.Class);
        Assert.Equal(found.Class, ClassOf(classes, changed));
        Assert.All(changed.Zip(found.Changes.Cast<double>(), SampleModels.Input), cell => Assert.Equal(cell.Third + cell.Second, cell.First, Tolerances.Exact));
        Assert.Equal(found.ChangedCells, found.Changes.Cast<double>().Count(change => change != 0));
        Assert.InRange(found.ChangedCells, 1, changed.Length - 1);
        for (int feature = 0; feature < SampleModels.Features; feature++)
        {
            double[] seen = [.. Background.Append(SampleModels.Input).SelectMany(sample => sample.Where((_, n) => n % SampleModels.Features == feature))];
            Assert.All(changed.Where((_, n) => n % SampleModels.Features == feature), value => Assert.InRange(value, seen.Min(), seen.Max()));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void The_class_wished_for_is_reached(int seed)
    {
        IExplainable[] classes = Classes(seed);
        int own = ClassOf(classes, SampleModels.Input);
        foreach (int wished in Enumerable.Range(0, 3).Where(n => n != own))
        {
            Counterfactual found = new CounterfactualSearch { Background = Background }.FindClass(classes, SampleModels.Input, wished, TestContext.Current.CancellationToken);
            Assert.True(found.IsFound);
            Assert.Equal(wished, found.Class);
            Assert.Equal(wished, ClassOf(classes, [.. found.Input.Cast<double>()]));
        }

        Assert.Contains("has the wished answer already", Assert.Throws<ExplanationException>(() =>
            new CounterfactualSearch().FindClass(classes, SampleModels.Input, own, TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fixed_features_stay_as_they_are()
    {
        Counterfactual found = new CounterfactualSearch { Background = Background, FixedFeatures = [0, 2] }.FindClass(Classes(1), SampleModels.Input, cancellation: TestContext.Current.CancellationToken);
        for (int step = 0; step < SampleModels.Steps; step++)
            Assert.Equal((0, 0), (found.Changes[step, 0], found.Changes[step, 2]));
    }

    [Fact]
    public void Where_there_is_none_the_nearest_that_was_reached_is_returned_and_said_so()
    {
        FunctionQuestion question = new(2, 1, x => Math.Tanh(x[0]), x => [1 - Math.Pow(Math.Tanh(x[0]), 2), 0]);
        Counterfactual missed = new CounterfactualSearch().FindValue(question, [0, 0], 2, TestContext.Current.CancellationToken);
        Assert.False(missed.IsFound);
        Assert.InRange(missed.Answers[0], 0.9, 1);
        Assert.Contains("No plausible input", Assert.Single(missed.Warnings), StringComparison.Ordinal);
        FunctionQuestion constant = new(2, 1, _ => 1, x => new double[2]);
        Counterfactual none = new CounterfactualSearch().FindValue(constant, [0, 0], 2, TestContext.Current.CancellationToken);
        Assert.False(none.IsFound);
        Assert.Equal(0, none.ChangedCells);
    }

    [Fact]
    public void Where_the_gradient_is_blind_features_are_swapped()
    {
        // A step function has no slope; the answer is 1 where the second feature is high throughout.
        FunctionQuestion question = new(3, 2, x => x[1] > 0.5 && x[3] > 0.5 && x[5] > 0.5 ? 1 : 0, x => new double[6]);
        CounterfactualSearch search = new() { Background = [[0, 0, 0, 0, 0, 0], [3, 1, 3, 1, 3, 1]] };
        Counterfactual found = search.FindValue(question, new double[6], 1, TestContext.Current.CancellationToken);
        Assert.True(found.IsFound);
        Assert.Equal("swapped features", found.Settings);
        Assert.Equal(3, found.ChangedCells);
        Assert.Equal(0.5, found.Input[0, 1], 0.02); // and not all the way to 1
        Assert.NotNull(found.DistanceToBackground);
    }

    [Fact]
    public void A_search_is_stopped_by_budget_and_cancellation()
    {
        Counterfactual poor = new CounterfactualSearch { Background = Background, Budget = 30 }.FindClass(Classes(1), SampleModels.Input, cancellation: TestContext.Current.CancellationToken);
        Assert.Contains(poor.Warnings, warning => warning.Contains("The budget of 30 inputs ran out", StringComparison.Ordinal));
        Assert.True(poor.Passes <= 30 + 3);
        Assert.ThrowsAny<OperationCanceledException>(() => new CounterfactualSearch().FindClass(Classes(1), SampleModels.Input, cancellation: new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Asking_leaves_the_model_alone_and_gives_the_same_bits_again()
    {
        Model<double> model = Model(3);
        double[] weights = [.. model.Parameters.Values];
        Counterfactual Find() => new CounterfactualSearch { Background = Background }.FindClass(
            [.. Enumerable.Range(0, 3).Select(unit => new ModelQuestion<double>([model], SampleModels.Steps, unit))], SampleModels.Input, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(SampleModels.Bits(Find().Input), SampleModels.Bits(Find().Input));
        Assert.Equal(weights, model.Parameters.Values);
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        CounterfactualSearch search = new() { FixedFeatures = [3] };
        Assert.Contains("features 0 to 2; feature 3", Assert.Throws<ExplanationException>(() => search.FindClass(Classes(1), SampleModels.Input, cancellation: TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
        Assert.Contains("class 3 does not exist", Assert.Throws<ExplanationException>(() => new CounterfactualSearch().FindClass(Classes(1), SampleModels.Input, 3, TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
        Assert.Contains("two classes or more", Assert.Throws<ExplanationException>(() => new CounterfactualSearch().FindClass([.. Classes(1).Take(1)], SampleModels.Input, cancellation: TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
    }

    private static Model<double> Model(int seed) => SampleModels.Of<double>(seed, new Lstm(6), new Dense(3) { Activation = Activation.Tanh }, new Softmax());

    private static IExplainable[] Classes(int seed)
    {
        Model<double> model = Model(seed);
        return [.. Enumerable.Range(0, 3).Select(unit => new ModelQuestion<double>([model], SampleModels.Steps, unit))];
    }

    private static int ClassOf(IExplainable[] classes, double[] input)
    {
        double[] answers = new double[classes.Length];
        for (int n = 0; n < answers.Length; n++)
            classes[n].Evaluate(input, answers.AsSpan(n, 1));
        return Array.IndexOf(answers, answers.Max());
    }
}
