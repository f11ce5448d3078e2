namespace Gatelight.Kernels.Tests;

/// <summary>Seeded random operands.</summary>
internal static class Samples
{
    /// <summary>Values in [-scale, scale).</summary>
    public static float[] Uniform(Random random, int length, float scale = 1)
    {
        var values = new float[length];
        for (int n = 0; n < length; n++)
            values[n] = (random.NextSingle() * 2 - 1) * scale;
        return values;
    }

    /// <summary>The same values in double.</summary>
    public static double[] Widen(ReadOnlySpan<float> values)
    {
        var wide = new double[values.Length];
        for (int n = 0; n < values.Length; n++)
            wide[n] = values[n];
        return wide;
    }
}
