using Gatelight.Metrics;
using Gatelight.Tasks.Classification;

namespace Gatelight.Tasks.Tests.Classification;

public sealed class SimpleMethodTests
{
    [Fact]
    public void The_majority_class_is_the_first_of_equals() => Assert.Equal([1, 1], MajorityClass.Predict([2, 1, 1, 2, 0], 3, 2));

    [Fact]
    public void A_bag_of_words_learns_which_word_means_which_class()
    {
        string[][] texts = [.. Enumerable.Range(0, 60).Select(n => (string[])["the", n % 3 == 0 ? "red" : n % 3 == 1 ? "green" : "blue", $"thing{n % 7}"])];
        int[] classes = [.. Enumerable.Range(0, 60).Select(n => n % 3)];

        var bag = BagOfWords.Fit(texts, classes, [], [], 3, TestContext.Current.CancellationToken);

        Assert.Equal([2, 0, 1, 2], bag.Predict([["blue"], ["red", "unseen"], ["the", "green"], ["blue", "thing0"]]));
    }

    [Fact]
    public void A_bag_of_words_does_not_see_the_order()
    {
        string[][] texts = [.. Enumerable.Range(0, 40).Select(n => n % 2 == 0 ? (string[])["not", "good", "but", "cheap"] : ["good", "but", "not", "cheap"])];
        int[] classes = [.. Enumerable.Range(0, 40).Select(n => n % 2)];

        var bag = BagOfWords.Fit(texts, classes, texts, classes, 2, TestContext.Current.CancellationToken);

        Assert.Equal(20, bag.Predict(texts).Zip(classes, (given, wanted) => given == wanted ? 1 : 0).Sum());
    }

    [Fact]
    public void Warping_forgives_what_is_late_and_straight_distance_does_not()
    {
        float[] bump = [0, 1, 2, 1, 0, 0, 0, 0], flat = [0, 0, 1, 1, 1, 0, 0, 0], late = [0, 0, 0, 0, 1, 2, 1, 0];

        Assert.Equal([0], NearestNeighbor.Warping([bump, flat], [0, 1], [late], 1, cancellation: TestContext.Current.CancellationToken));
        Assert.Equal([1], NearestNeighbor.Euclidean([bump, flat], [0, 1], [late])!);
        Assert.Null(NearestNeighbor.Euclidean([bump, flat], [0, 1], [[1, 2]]));
    }

    [Theory]
    [InlineData(8, 6, 0.75)]
    [InlineData(400, 6, 0.75)]
    [InlineData(4000, 6, 0.75)]
    [InlineData(4000, 0.5, 0.75)]
    [InlineData(3, 2, 1)]
    public void The_temperature_is_where_the_slopes_of_likelihood_and_prior_meet(int count, float logit, double right)
    {
        (float[] logits, int[] actual) = TooSure(count, logit, right);

        double temperature = TemperatureScaling.Fit(logits, 2, actual);

        // In ln τ the prior falls by ln τ / 0.5², and N answers of which a share p is right by N z (σ(z) - p), where z is the logit over τ.
        double z = logit / temperature, sigmoid = 1 / (1 + Math.Exp(-z));
        Assert.Equal(Math.Log(temperature) / 0.25, count * z * (sigmoid - right), 1e-6 * count);
    }

    [Fact]
    public void The_temperature_makes_too_sure_answers_honest()
    {
        (float[] logits, int[] actual) = TooSure(4000, 6, 0.75);

        double temperature = TemperatureScaling.Fit(logits, 2, actual);

        Assert.True(CalibrationCurve.Of<double>(TemperatureScaling.Probabilities(logits, 2, temperature), 2, actual).ExpectedError < 0.01);
        Assert.Equal(1 / (1 + Math.Exp(-6)) - 0.75, CalibrationCurve.Of<double>(TemperatureScaling.Probabilities(logits, 2, 1), 2, actual).ExpectedError, 1e-9);
    }

    [Fact]
    public void The_interval_of_a_share_is_wilsons()
    {
        // Agresti and Coull (1998) and many tables: 0.8 of 50 is 0.670 to 0.888.
        (double low, double high) = ClassifierEvaluation.Wilson(0.8, 50);

        Assert.Equal(0.670, low, 0.001);
        Assert.Equal(0.888, high, 0.001);
    }

    // Every answer is said with the same logit, and of each eight the first so many are right.
    private static (float[] Logits, int[] Actual) TooSure(int count, float logit, double right)
    {
        float[] logits = new float[2 * count];
        int[] actual = [.. Enumerable.Range(0, count).Select(n => n % 2)];
        for (int n = 0; n < count; n++)
            logits[2 * n + (n % 8 < 8 * right ? actual[n] : 1 - actual[n])] = logit;
        return (logits, actual);
    }
}
