namespace Gatelight.Kernels.Tests;

/// <summary>Gradients checked against <c>(L(x + s) - L(x - s)) / 2s</c>, one element at a time.</summary>
internal static class CentralDifference
{
    private const double Step = 1e-5;

    /// <summary>Fails unless <paramref name="gradient"/> is that of <paramref name="loss"/>, which reads <paramref name="input"/>.</summary>
    public static void AssertGradient(double[] input, ReadOnlySpan<double> gradient, Func<double> loss, string what)
    {
        Assert.Equal(input.Length, gradient.Length);
        for (int n = 0; n < input.Length; n++)
        {
            double kept = input[n];
            input[n] = kept + Step;
            double above = loss();
            input[n] = kept - Step;
            double below = loss();
            input[n] = kept;
            double expected = (above - below) / (2 * Step);
            if (!(Math.Abs(expected - gradient[n]) <= Tolerances.CentralDifference * Math.Max(1, Math.Abs(expected))))
                Assert.Fail($"{what}, element {n}: the difference quotient is {expected:R}, the gradient {gradient[n]:R}");
        }
    }

    /// <summary>Σ weight·value, a loss whose gradient of the values are the weights.</summary>
    public static double Dot(ReadOnlySpan<double> weights, ReadOnlySpan<double> values)
    {
        Assert.Equal(weights.Length, values.Length);
        double sum = 0;
        for (int n = 0; n < weights.Length; n++)
            sum += weights[n] * values[n];
        return sum;
    }
}
