using Gatelight.Data;
using Gatelight.Losses;
using Gatelight.Metrics;

namespace Gatelight.Tests.Metrics;

public sealed class ClassificationScoresTests
{
    [Fact]
    public void TopKIsThatOfTheExampleInScikitLearn()
    {
        // Documentation of sklearn.metrics.top_k_accuracy_score: 0.75 for k = 2.
        double[] scores = [0.5, 0.2, 0.2, 0.3, 0.4, 0.2, 0.2, 0.4, 0.3, 0.7, 0.2, 0.1];
        int[] actual = [0, 1, 2, 2];
        Assert.Equal(0.75, ClassificationScores.TopKAccuracy<double>(scores, 3, actual, 2));
        Assert.Equal(0.5, ClassificationScores.CategoricalAccuracy<double>(scores, 3, actual));
        Assert.Equal(1, ClassificationScores.TopKAccuracy<double>(scores, 3, actual, 3));
        Assert.Equal([0, 1, 1, 0], ClassificationScores.PredictedClasses<double>(scores, 3));
    }

    [Fact]
    public void AmongEqualsTheFirstClassIsTheAnswer()
    {
        Assert.Equal([0], ClassificationScores.PredictedClasses<float>([1, 1, 1], 3));
        Assert.Equal(0, ClassificationScores.CategoricalAccuracy<float>([1, 1, 1], 3, [1]));
        Assert.Equal(1, ClassificationScores.TopKAccuracy<float>([1, 1, 1], 3, [1], 2));
    }

    [Fact]
    public void LogLossIsThatOfTheExampleInScikitLearn()
    {
        // Documentation of sklearn.metrics.log_loss, ham 0 and spam 1: 0.21616... = -(2·ln 0.9 + ln 0.8 + ln 0.65) / 4.
        double[] probabilities = [0.1, 0.9, 0.9, 0.1, 0.8, 0.2, 0.35, 0.65];
        double loss = ClassificationScores.LogLoss<double>(probabilities, 2, [1, 0, 0, 1]);
        Assert.Equal(0.21616187468057912, loss, Tolerances.Exact);
        Assert.Equal(Math.Pow(0.9 * 0.9 * 0.8 * 0.65, -0.25), ClassificationScores.Perplexity(loss), Tolerances.Exact);
        Assert.Equal(52 * Math.Log(2), ClassificationScores.LogLoss<double>([0, 1], 2, [0]), Tolerances.Exact);
    }

    [Fact]
    public void AGuessAmongEqualsHasThePerplexityOfTheirNumber()
    {
        SparseCategoricalCrossEntropy loss = new(50);
        Assert.Equal(50, ClassificationScores.Perplexity(loss.Evaluate<double>(new double[100], [3, 49], [])), 1e-10);
    }

    [Fact]
    public void BrierIsTwiceThatOfTheExampleInScikitLearn()
    {
        // Documentation of sklearn.metrics.brier_score_loss: 0.0375 for the probabilities of class 1 alone.
        double[] probabilities = [0.9, 0.1, 0.1, 0.9, 0.2, 0.8, 0.7, 0.3];
        Assert.Equal(2 * 0.0375, ClassificationScores.BrierScore<double>(probabilities, 2, [0, 1, 1, 0]), Tolerances.Exact);
        Assert.Equal(2, ClassificationScores.BrierScore<float>([1, 0, 0], 3, [2]), Tolerances.Exact);
    }

    [Fact]
    public void OneVersusRestIsTheMeanAreaOfTheClasses()
    {
        // By hand. Class 0 (rows 0, 3): 0.6, 0.2 against 0.3, 0.2, 0.1: 3 + (0 + ½ + 1) of 6. Class 1 (row 1): 0.5 is above 0.3, 0.4, 0.2 and
        // below 0.6: 3 of 4. Class 2 (rows 2, 4): 0.2, 0.7 against 0.1, 0.2, 0.2: (1 + ½ + ½) + 3 of 6.
        double[] scores = [0.6, 0.3, 0.1, 0.3, 0.5, 0.2, 0.2, 0.6, 0.2, 0.2, 0.4, 0.2, 0.1, 0.2, 0.7];
        double area = ClassificationScores.OneVersusRestArea<double>(scores, 3, [0, 1, 2, 0, 2]);
        Assert.Equal((4.5 / 6 + 3.0 / 4 + 5.0 / 6) / 3, area, Tolerances.Exact);
        // Two classes: the area of the binary curve of either.
        BinaryRocCurve curve = new([0.1, 0.4, 0.35, 0.8], [false, false, true, true]);
        Assert.Equal(curve.Area, ClassificationScores.OneVersusRestArea<double>([0.9, 0.1, 0.6, 0.4, 0.65, 0.35, 0.2, 0.8], 2, [0, 0, 1, 1]), Tolerances.Exact);
    }

    [Fact]
    public void AClassWithoutExamplesHasNoArea()
    {
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => ClassificationScores.OneVersusRestArea<double>(new double[6], 3, [0, 1]));
        Assert.Equal("The area under the ROC curve is undefined: class 2 has no example; judge on examples of all 3 classes.", error.Message);
        Assert.Throws<InvalidInputException>(() => ClassificationScores.OneVersusRestArea<double>(new double[4], 2, [0, 0]));
    }

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        Refused(() => ClassificationScores.CategoricalAccuracy<double>(new double[5], 3, [0, 1]), "2 examples of 3 classes need 6 scores, not 5");
        Refused(() => ClassificationScores.CategoricalAccuracy<double>([], 3, []), "give at least one");
        Refused(() => ClassificationScores.CategoricalAccuracy<double>(new double[6], 3, [0, 3]), "Example 1 is of class 3");
        Refused(() => ClassificationScores.CategoricalAccuracy<double>([0, 0, 0, double.NaN], 2, [0, 1]), "The score of example 1 for class 1 is not a number");
        Refused(() => ClassificationScores.LogLoss<double>([0, 1, 2.5, 0], 2, [0, 1]), "Example 1 has 2.5 for class 0");
        Refused(() => ClassificationScores.BrierScore<double>([0, 1, -0.5, 0], 2, [0, 1]), "Example 1 has -0.5 for class 0");
        Refused(() => ClassificationScores.PredictedClasses<double>(new double[5], 3), "need 3 scores, not 5");
        Assert.Throws<ArgumentOutOfRangeException>(() => ClassificationScores.TopKAccuracy<double>(new double[2], 2, [0], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ClassificationScores.PredictedClasses<double>(new double[2], 1));
    }

    private static void Refused(Func<object> act, string expected)
    {
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => act());
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }
}
