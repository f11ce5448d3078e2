namespace Gatelight.Kernels.Tests;

/// <summary>Comparisons of float results with the double oracle.</summary>
internal static class Near
{
    /// <summary>Fails unless every element lies within <paramref name="tolerance"/> of the oracle, relative to <c>max(1, |expected|)</c>.</summary>
    public static void Equal(ReadOnlySpan<double> expected, ReadOnlySpan<float> actual, double tolerance, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int n = 0; n < expected.Length; n++)
        {
            double bound = tolerance * Math.Max(1, Math.Abs(expected[n]));
            if (!(Math.Abs(expected[n] - actual[n]) <= bound))
                Assert.Fail($"{what}, element {n}: expected {expected[n]:R}, got {actual[n]:R}");
        }
    }

    /// <summary>Fails unless both hold the same bits.</summary>
    public static void SameBits(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int n = 0; n < expected.Length; n++)
        {
            if (BitConverter.SingleToInt32Bits(expected[n]) != BitConverter.SingleToInt32Bits(actual[n]))
                Assert.Fail($"{what}, element {n}: expected the bits of {expected[n]:R}, got {actual[n]:R}");
        }
    }

    /// <summary>The error of a float in units in the last place of the true value; infinite where one alone is NaN or infinite.</summary>
    public static double ErrorInUlps(double expected, float actual)
    {
        float rounded = (float)expected;
        if (!float.IsFinite(rounded) || !float.IsFinite(actual))
            return rounded.Equals(actual) ? 0 : double.PositiveInfinity;
        float magnitude = MathF.Abs(rounded);
        double ulp = magnitude == float.MaxValue ? Math.ScaleB(1, 104) : (double)MathF.BitIncrement(magnitude) - magnitude;
        return Math.Abs(expected - actual) / ulp;
    }
}
