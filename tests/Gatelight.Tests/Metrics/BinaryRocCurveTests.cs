using Gatelight.Data;
using Gatelight.Metrics;

namespace Gatelight.Tests.Metrics;

public sealed class BinaryRocCurveTests
{
    // Documentation of sklearn.metrics.roc_curve, roc_auc_score (0.75) and average_precision_score (0.83).
    private static readonly double[] Scores = [0.1, 0.4, 0.35, 0.8];
    private static readonly bool[] Positives = [false, false, true, true];

    [Fact]
    public void TheCurveIsThatOfTheExampleInScikitLearn()
    {
        BinaryRocCurve curve = new(Scores, Positives);
        Assert.Equal([double.PositiveInfinity, 0.8, 0.4, 0.35, 0.1], curve.Points.Select(point => point.Threshold));
        Assert.Equal([0, 0, 0.5, 0.5, 1], curve.Points.Select(point => point.FalsePositiveRate));
        Assert.Equal([0, 0.5, 0.5, 1, 1], curve.Points.Select(point => point.TruePositiveRate));
        Assert.Equal(0.75, curve.Area, Tolerances.Exact);
        // Half of the recall at precision 1, half at 2/3.
        Assert.Equal(0.5 + 0.5 * 2 / 3, curve.AveragePrecision, Tolerances.Exact);
        Assert.Equal([0.1, 0.4, 0.35, 0.8], Scores);
    }

    [Fact]
    public void EqualScoresCountAsHalf()
    {
        // Positives 2, 1, 1 against negatives 1, 0: won 1 + 1 and 1 + 1 + 1 pairs less two ties of ½: (1 + ½ + ½ + 3) / 6.
        BinaryRocCurve curve = new([2, 1, 1, 1, 0], [true, true, true, false, false]);
        Assert.Equal(5.0 / 6, curve.Area, Tolerances.Exact);
        Assert.Equal(4, curve.Points.Count);
        // A third of the recall at precision 1, two thirds at 3/4.
        Assert.Equal(1.0 / 3 + 2.0 / 3 * 0.75, curve.AveragePrecision, Tolerances.Exact);
        BinaryRocCurve same = new([7, 7, 7], [true, false, true]);
        Assert.Equal(0.5, same.Area);
        Assert.Equal(2.0 / 3, same.AveragePrecision, Tolerances.Exact);
    }

    [Fact]
    public void TheAreaIsTheShareOfPairsInOrder()
    {
        SeededRandom random = new(4);
        for (int round = 0; round < 50; round++)
        {
            int count = 2 + random.NextBelow(60);
            double[] scores = [.. Enumerable.Range(0, count).Select(_ => (double)random.NextBelow(8))];
            bool[] positives = [.. Enumerable.Range(0, count).Select(n => n == 0 || (n > 1 && random.NextBelow(3) == 0))];
            double won = 0;
            double pairs = 0;
            for (int p = 0; p < count; p++)
            {
                for (int n = 0; n < count; n++)
                {
                    if (!positives[p] || positives[n])
                        continue;
                    pairs++;
                    won += scores[p] > scores[n] ? 1 : scores[p] == scores[n] ? 0.5 : 0;
                }
            }

            BinaryRocCurve curve = new(scores, positives);
            Assert.Equal(won / pairs, curve.Area, Tolerances.Exact);
            double trapezoids = curve.Points.Zip(curve.Points.Skip(1), (a, b) =>
                (b.FalsePositiveRate - a.FalsePositiveRate) * (a.TruePositiveRate + b.TruePositiveRate) / 2).Sum();
            Assert.Equal(trapezoids, curve.Area, Tolerances.Exact);
            Assert.Equal((1, 1), (curve.Points[^1].FalsePositiveRate, curve.Points[^1].TruePositiveRate));
        }
    }

    [Fact]
    public void InfiniteScoresHaveTheirPlace()
    {
        BinaryRocCurve curve = new([double.NegativeInfinity, 0, double.PositiveInfinity], [false, false, true]);
        Assert.Equal(1, curve.Area);
        Assert.Equal(1, curve.AveragePrecision);
    }

    [Fact]
    public void WithOneClassThereIsNoCurve()
    {
        InvalidInputException negatives = Assert.Throws<InvalidInputException>(() => new BinaryRocCurve([1, 2], [false, false]));
        Assert.Equal("The ROC curve is undefined: 2 examples hold no positive; judge on examples of both classes.", negatives.Message);
        InvalidInputException positives = Assert.Throws<InvalidInputException>(() => new BinaryRocCurve([1, 2], [true, true]));
        Assert.Contains("no negative", positives.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidInputException>(() => new BinaryRocCurve([], []));
    }

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        Assert.Throws<InvalidInputException>(() => new BinaryRocCurve([1, 2], [true]));
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => new BinaryRocCurve([1, double.NaN], [true, false]));
        Assert.Contains("The score of example 1 is not a number", error.Message, StringComparison.Ordinal);
    }
}
