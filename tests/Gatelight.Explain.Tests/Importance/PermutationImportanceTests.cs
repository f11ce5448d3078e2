namespace Gatelight.Explain.Tests.Importance;

public class PermutationImportanceTests
{
    private static readonly double[] Weights = [2, 0, 1, 0, -1, 0]; // feature 1 has no say

    [Fact]
    public void A_feature_without_a_say_is_worth_exactly_nothing()
    {
        ImportanceTable table = Measure(new PermutationImportance());
        Assert.Equal(0, table.Loss, Tolerances.Exact);
        Assert.Equal([0, 1], table.Features.Select(entry => entry.Feature));
        Assert.Equal((0, 2), (table.Features[0].FirstStep, table.Features[0].LastStep));
        Assert.True(table.Features[0].Mean > 10 * table.Features[0].StandardError && table.Features[0].StandardError > 0);
        Assert.Equal((0, 0), (table.Features[1].Mean, table.Features[1].StandardError));
        Assert.Equal(400 * 21, table.Passes);
    }

    [Fact]
    public void It_is_twice_the_variance_of_what_the_feature_does()
    {
        // E(w·x - w·x')² for two samples drawn apart: 2·Σw² for standard normal cells; the deviation of the mean over 400 samples is some 5 %.
        ImportanceTable whole = Measure(new PermutationImportance { Repeats = 20 });
        Assert.Equal(12, whole.Features[0].Mean, 1.5);
        ImportanceTable blocks = Measure(new PermutationImportance { BlockSteps = 1, Repeats = 20 });
        double[] expected = [8, 2, 2, 0, 0, 0]; // feature 0 at steps 0, 1, 2; then feature 1
        Assert.Equal([(0, 0), (1, 1), (2, 2)], blocks.Features.Take(3).Select(entry => (entry.FirstStep, entry.LastStep)));
        Assert.All(expected.Zip(blocks.Features), pair => Assert.Equal(pair.First, pair.Second.Mean, 0.15 * pair.First));
    }

    [Fact]
    public void A_question_for_each_sample_gives_the_same_where_all_are_the_same()
    {
        FunctionQuestion question = FunctionQuestion.Linear(3, 2, 0, Weights);
        SeededRandom random = new(5);
        double[][] samples = [.. Enumerable.Range(0, 20).Select(_ => Enumerable.Range(0, 6).Select(_ => random.NextNormal()).ToArray())];
        double[] targets = [.. samples.Select(sample => sample.Zip(Weights, (a, b) => a * b).Sum() + 0.5)];
        PermutationImportance importance = new() { Seed = 3 };
        ImportanceTable one = importance.Measure(question, samples, targets, TestContext.Current.CancellationToken);
        ImportanceTable each = importance.Measure([.. samples.Select(_ => question)], samples, targets, TestContext.Current.CancellationToken);
        Assert.Equal(one.Loss, each.Loss, Tolerances.Exact);
        Assert.Equal(one.Features, each.Features);
        Assert.Equal(one.Passes, each.Passes);
        Assert.Throws<ExplanationException>(() => importance.Measure([question], samples, targets, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Blocks_are_counted_from_the_end()
    {
        ImportanceTable table = Measure(new PermutationImportance { BlockSteps = 2 });
        Assert.Equal([(0, 0), (1, 2), (0, 0), (1, 2)], table.Features.Select(entry => (entry.FirstStep, entry.LastStep)));
    }

    [Fact]
    public void A_seed_gives_its_numbers_and_another_gives_others()
    {
        double First(int seed) => Measure(new PermutationImportance { Seed = seed }).Features[0].Mean;
        Assert.Equal(First(1), First(1));
        Assert.NotEqual(First(1), First(2));
    }

    [Fact]
    public void A_loss_of_ones_own_is_used()
    {
        ImportanceTable table = Measure(new PermutationImportance { Loss = (answer, target) => answer == target ? 0 : 1 });
        Assert.InRange(table.Features[0].Mean, 0.98, 1); // now and then a sample is shuffled to its own place
        Assert.Equal(0, table.Features[1].Mean);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        FunctionQuestion question = FunctionQuestion.Linear(3, 2, 0, Weights);
        string Message(PermutationImportance method, double[][] samples, double[] targets) =>
            Assert.Throws<ExplanationException>(() => method.Measure(question, samples, targets, TestContext.Current.CancellationToken)).Message;
        Assert.Contains("two samples or more", Message(new(), [new double[6]], [1]), StringComparison.Ordinal);
        Assert.Contains("The sample 1 has 5 values", Message(new(), [new double[6], new double[5]], [1, 2]), StringComparison.Ordinal);
        Assert.Contains("needs to ask about 42 inputs and the budget is 41", Message(new() { Budget = 41 }, [new double[6], new double[6]], [1, 2]), StringComparison.Ordinal);
        Assert.Throws<ExplanationException>(() => new PermutationImportance { Repeats = 1 });
        Assert.Throws<ExplanationException>(() => new PermutationImportance { BlockSteps = 0 });
    }

    private static ImportanceTable Measure(PermutationImportance method)
    {
        double[][] samples = [.. Enumerable.Range(0, 400).Select(n => SampleModels.Normals(1000 + n, 6))];
        double[] targets = [.. samples.Select(sample => sample.Zip(Weights, (a, b) => a * b).Sum())];
        return method.Measure(FunctionQuestion.Linear(3, 2, 0, Weights), samples, targets, TestContext.Current.CancellationToken);
    }
}
