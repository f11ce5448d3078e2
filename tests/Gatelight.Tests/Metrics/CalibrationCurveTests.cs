using Gatelight.Data;
using Gatelight.Metrics;

namespace Gatelight.Tests.Metrics;

public sealed class CalibrationCurveTests
{
    [Fact]
    public void BinsAndErrorAreThoseWorkedOutByHand()
    {
        // Answers 0.9 right, 0.8 wrong, 0.75 right, 0.6 right, 0.6 wrong; five bins of 0.2: (0.4, 0.6] holds the last two, (0.6, 0.8] 0.8 and 0.75, (0.8, 1] 0.9.
        double[] probabilities = [0.9, 0.1, 0.2, 0.8, 0.75, 0.25, 0.4, 0.6, 0.6, 0.4];
        CalibrationCurve curve = CalibrationCurve.Of<double>(probabilities, 2, [0, 0, 0, 1, 1], bins: 5);
        Assert.Equal([0, 0, 2, 2, 1], curve.Bins.Select(bin => bin.Count));
        Assert.Equal([0, 0, 0.5, 0.5, 1], curve.Bins.Select(bin => bin.Accuracy));
        Assert.Equal(0.6, curve.Bins[2].Confidence, Tolerances.Exact);
        Assert.Equal(0.775, curve.Bins[3].Confidence, Tolerances.Exact);
        Assert.Equal(0.9, curve.Bins[4].Confidence, Tolerances.Exact);
        Assert.Equal((2 * 0.1 + 2 * 0.275 + 0.1) / 5, curve.ExpectedError, Tolerances.Exact);
    }

    [Fact]
    public void TheEndsOfTheScale()
    {
        Assert.Equal(0, CalibrationCurve.Of<float>([1, 0, 0, 1], 2, [0, 1]).ExpectedError);
        Assert.Equal(1, CalibrationCurve.Of<float>([1, 0, 0, 1], 2, [1, 0]).ExpectedError);
        Assert.Equal(15, CalibrationCurve.Of<float>([1, 0], 2, [0]).Bins.Count);
        Assert.Equal(1, CalibrationCurve.Of<float>([0, 0], 2, [0], bins: 3).Bins[0].Count);
    }

    [Fact]
    public void WhatIsNoProbabilityIsRefused()
    {
        Assert.Throws<InvalidInputException>(() => CalibrationCurve.Of<double>([2, -1], 2, [0]));
        Assert.Throws<InvalidInputException>(() => CalibrationCurve.Of<double>([0.5, 0.5], 2, [2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => CalibrationCurve.Of<double>([0.5, 0.5], 2, [0], bins: 0));
    }
}
