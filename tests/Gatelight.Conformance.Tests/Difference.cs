namespace Gatelight.Conformance.Tests;

/// <summary>Compares the outputs of two engines.</summary>
internal static class Difference
{
    /// <summary>Fails with the largest absolute difference and its place where it is above the tolerance, or where a value is not finite.</summary>
    internal static void Check(string what, ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        double largest = 0;
        int place = 0;
        for (int n = 0; n < expected.Length; n++)
        {
            double difference = Math.Abs((double)expected[n] - actual[n]);
            if (!(difference <= largest))
                (largest, place) = (difference, n);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{what}: largest difference {largest:E2}");
        Assert.True(
            largest <= Tolerances.OtherEngine,
            $"{what}: the largest absolute difference is {largest:E2}, at value {place} of {expected.Length}: expected {expected[place]:R}, got {actual[place]:R}");
    }
}
