using Gatelight.Data;
using Gatelight.Metrics;

namespace Gatelight.Tests.Metrics;

public sealed class ConfusionMatrixTests
{
    [Fact]
    public void CountsAreThoseOfTheExampleInScikitLearn()
    {
        // Documentation of sklearn.metrics.confusion_matrix.
        ConfusionMatrix matrix = new(3, [2, 0, 2, 2, 0, 1], [0, 0, 2, 2, 0, 2]);
        long[] expected = [2, 0, 0, 0, 0, 1, 1, 0, 2];
        Assert.Equal(expected, Enumerable.Range(0, 9).Select(n => matrix[n / 3, n % 3]));
        Assert.Equal(6, matrix.Total);
        Assert.Equal(4.0 / 6, matrix.Accuracy, Tolerances.Exact);
        // By hand: class 0 has 2 of 3 given and 2 of 2 seen, class 1 none, class 2 2 of 3 given and 2 of 3 seen.
        Assert.Equal([2.0 / 3, 0, 2.0 / 3], Enumerable.Range(0, 3).Select(matrix.Precision));
        Assert.Equal([1, 0, 2.0 / 3], Enumerable.Range(0, 3).Select(matrix.Recall));
        Assert.Equal(5.0 / 9, matrix.BalancedAccuracy, Tolerances.Exact);
        Assert.Equal([2L, 1, 3], Enumerable.Range(0, 3).Select(matrix.Support));
        Assert.Equal([3L, 0, 3], Enumerable.Range(0, 3).Select(matrix.Predicted));
        // c = 4, s = 6, Σpt = 3·2 + 0·1 + 3·3 = 15, Σp² = 18, Σt² = 14: (24 - 15) / √(18·22).
        Assert.Equal(9 / Math.Sqrt(18 * 22), matrix.MatthewsCorrelation, Tolerances.Exact);
    }

    [Fact]
    public void F1IsThatOfTheExampleInScikitLearn()
    {
        // Documentation of sklearn.metrics.f1_score: 0.8, 0, 0 a class; macro and weighted 0.26..., micro 0.33...
        ConfusionMatrix matrix = new(3, [0, 1, 2, 0, 1, 2], [0, 2, 1, 0, 0, 1]);
        Assert.Equal([0.8, 0, 0], Enumerable.Range(0, 3).Select(matrix.F1));
        Assert.Equal(0.8 / 3, matrix.MacroF1, Tolerances.Exact);
        Assert.Equal(1.0 / 3, matrix.MicroF1, Tolerances.Exact);
        Assert.Equal(0.8 / 3, matrix.WeightedF1, Tolerances.Exact);
    }

    [Fact]
    public void WeightedF1CountsClassesAsOftenAsTheyAreSeen()
    {
        // Class 0: 3 seen, 2 given, 2 right: 4/5. Class 1: 1 seen, 2 given, 1 right: 2/3.
        ConfusionMatrix matrix = new(2, [0, 0, 0, 1], [0, 0, 1, 1]);
        Assert.Equal((0.8 + 2.0 / 3) / 2, matrix.MacroF1, Tolerances.Exact);
        Assert.Equal((3 * 0.8 + 2.0 / 3) / 4, matrix.WeightedF1, Tolerances.Exact);
    }

    [Fact]
    public void TwoClassesGiveTheExamplesOfScikitLearn()
    {
        // Documentation of sklearn.metrics.balanced_accuracy_score: 0.625.
        Assert.Equal(0.625, new ConfusionMatrix(2, [0, 1, 0, 0, 1, 0], [0, 1, 0, 0, 0, 1]).BalancedAccuracy, Tolerances.Exact);
        // Documentation of sklearn.metrics.matthews_corrcoef: -0.33...
        Assert.Equal(-1.0 / 3, new ConfusionMatrix(2, [1, 1, 1, 0], [1, 0, 1, 1]).MatthewsCorrelation, Tolerances.Exact);
    }

    [Fact]
    public void AClassNeverSeenOrNeverGivenHasDefinedFigures()
    {
        ConfusionMatrix matrix = new(3, [0, 0], [0, 1]);
        Assert.Equal([1, 0, 0], Enumerable.Range(0, 3).Select(matrix.Precision));
        Assert.Equal([0.5, 0, 0], Enumerable.Range(0, 3).Select(matrix.Recall));
        Assert.Equal([2.0 / 3, 0, 0], Enumerable.Range(0, 3).Select(matrix.F1));
        Assert.Equal(2.0 / 9, matrix.MacroF1, Tolerances.Exact);
        Assert.Equal(0.5, matrix.BalancedAccuracy);
        Assert.Equal(0, matrix.MatthewsCorrelation);
        Assert.Equal(0, new ConfusionMatrix(2, [0, 1], [1, 1]).MatthewsCorrelation);
    }

    [Fact]
    public void PerfectAndWrongAnswersAreTheEndsOfTheScale()
    {
        int[] classes = [0, 1, 2, 1];
        ConfusionMatrix perfect = new(3, classes, classes);
        Assert.Equal([1, 1, 1, 1, 1], new[] { perfect.Accuracy, perfect.MacroF1, perfect.WeightedF1, perfect.BalancedAccuracy, perfect.MatthewsCorrelation });
        Assert.Equal(-1, new ConfusionMatrix(2, [0, 1], [1, 0]).MatthewsCorrelation);
    }

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        Assert.Throws<InvalidInputException>(() => new ConfusionMatrix(2, [], []));
        Assert.Throws<InvalidInputException>(() => new ConfusionMatrix(2, [0], [0, 1]));
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => new ConfusionMatrix(2, [0, 2], [0, 1]));
        Assert.Equal("Example 1 is of class 2; 2 classes are numbered from 0 to 1.", error.Message);
        Assert.Throws<InvalidInputException>(() => new ConfusionMatrix(2, [0, 1], [0, -1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConfusionMatrix(1, [0], [0]));
        ConfusionMatrix matrix = new(2, [0], [0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.Recall(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix[0, 2]);
    }
}
