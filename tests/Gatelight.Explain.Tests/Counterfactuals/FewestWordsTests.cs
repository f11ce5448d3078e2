namespace Gatelight.Explain.Tests.Counterfactuals;

public class FewestWordsTests
{
    private static readonly double[] Ones = [1, 1, 1, 1, 1], Zeros = new double[5];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void The_one_word_that_decides_is_named()
    {
        WordCounterfactual found = Find(Classes([1, -0.5, 3, 0.2, 0.1], limit: 1));
        Assert.True(found.IsFound);
        Assert.Equal([2], found.Words);
        Assert.Equal((1, 0), (found.ClassBefore, found.Class));
    }

    [Fact]
    public void Of_two_words_that_do_together_what_neither_does_alone_both_are_named()
    {
        // Without words 1 and 3 the sum is 1; without one of them it is 3 at the least, and the limit is 2.
        WordCounterfactual found = Find(Classes([0.4, 2, 0.3, 2, 0.3], limit: 2));
        Assert.True(found.IsFound);
        Assert.Equal([1, 3], found.Words);
    }

    [Fact]
    public void No_word_can_be_spared()
    {
        WordCounterfactual found = Find(Classes([1, 1, 1, 1, 1], limit: 1.5));
        Assert.True(found.IsFound);
        Assert.Equal(4, found.Words.Count);
    }

    [Fact]
    public void Words_that_later_ones_made_spare_are_put_back()
    {
        // How far class 1 leads without the words named; it leads nowhere else.
        static double Lead(double[] x) => string.Concat(Enumerable.Range(0, 5).Where(n => x[n] == 0)) switch
        {
            "01" => -0.5,
            "012" => -0.4,
            "0123" => -0.3,
            "01234" => 0.2,
            "0234" => 0.1,
            "234" => 0.05,
            _ => -1,
        };
        IExplainable[] classes = [new FunctionQuestion(5, 1, _ => 0, _ => new double[5]), new FunctionQuestion(5, 1, Lead, _ => new double[5])];
        WordCounterfactual found = new FewestWords { Width = 1, Budget = 80 }.Find(classes, Ones, Zeros, cancellation: Cancellation);
        Assert.Equal([2, 3, 4], found.Words);
    }

    [Fact]
    public void Where_no_words_taken_away_give_the_class_it_is_said()
    {
        WordCounterfactual found = Find(Classes([1, 1, 1, 1, 1], limit: -1));
        Assert.False(found.IsFound);
        Assert.Equal(found.ClassBefore, found.Class);
    }

    [Fact]
    public void A_budget_is_kept()
    {
        WordCounterfactual found = new FewestWords { Budget = 9 }.Find(Classes([1, 1, 1, 1, 1], limit: 1.5), Ones, Zeros, cancellation: Cancellation);
        Assert.False(found.IsFound);
        Assert.InRange(found.Passes, 1, 9);
        Assert.True(found.IsCutShort);
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        IExplainable[] classes = Classes([1, 1, 1, 1, 1], limit: 1);
        Assert.Contains("already", Assert.Throws<ExplanationException>(() => new FewestWords().Find(classes, Ones, Zeros, 1, Cancellation)).Message, StringComparison.Ordinal);
        Assert.Contains("class 2 does not exist", Assert.Throws<ExplanationException>(() => new FewestWords().Find(classes, Ones, Zeros, 2, Cancellation)).Message, StringComparison.Ordinal);
        Assert.Throws<ExplanationException>(() => new FewestWords { Budget = 0 });
        Assert.Throws<ExplanationException>(() => new FewestWords().Find(classes, Ones, new double[4], cancellation: Cancellation));
    }

    private static WordCounterfactual Find(IExplainable[] classes) => new FewestWords().Find(classes, Ones, Zeros, cancellation: Cancellation);

    // Class 1 answers with the weighted words, class 0 with the limit that they must pass.
    private static IExplainable[] Classes(double[] weights, double limit) =>
        [FunctionQuestion.Linear(5, 1, limit, new double[5]), FunctionQuestion.Linear(5, 1, 0, weights)];
}
