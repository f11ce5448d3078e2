namespace Gatelight.Conformance.Tests;

/// <summary>Compares the outputs of two engines.</summary>
internal static class Difference
{
    /// <summary>Fails with the largest absolute difference and its place where it is above the tolerance, or where a value is not finite.</summary>
    internal static void Check(string what, ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double tolerance = Tolerances.OtherEngine)
    {
        double[] exact = new double[expected.Length];
        double[] own = new double[actual.Length];
        for (int n = 0; n < exact.Length; n++)
            exact[n] = expected[n];
        for (int n = 0; n < own.Length; n++)
            own[n] = actual[n];
        Check(what, exact, own, tolerance);
    }

    /// <summary>As for floats.</summary>
    internal static void Check(string what, ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        double largest = 0;
        int place = 0;
        for (int n = 0; n < expected.Length; n++)
        {
            double difference = Math.Abs(expected[n] - actual[n]);
            if (!(difference <= largest))
                (largest, place) = (difference, n);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{what}: largest difference {largest:E2}");
        Assert.True(
            largest <= tolerance,
            $"{what}: the largest absolute difference is {largest:E2}, at value {place} of {expected.Length}: expected {expected[place]:R}, got {actual[place]:R}");
    }
}
