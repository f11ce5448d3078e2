namespace Gatelight.Formats.Onnx.Operators;

/// <summary>The error function to 64-bit precision: its series near zero, a continued fraction beyond (Abramowitz and Stegun 7.1.5 and 7.1.14).</summary>
internal static class ErrorFunction
{
    private const double Border = 2.5, Saturated = 6;

    internal static double Of(double x)
    {
        double size = Math.Abs(x);
        if (double.IsNaN(x))
            return x;
        if (size > Saturated)
            return Math.Sign(x);
        return size < Border ? Series(x) : Math.Sign(x) * (1 - Tail(size));
    }

    private static double Series(double x)
    {
        double term = x, sum = x;
        for (int n = 1; Math.Abs(term) > 1e-17 * Math.Abs(sum); n++)
        {
            term *= -x * x / n;
            sum += term / (2 * n + 1);
        }

        return 2 / Math.Sqrt(Math.PI) * sum;
    }

    private static double Tail(double x)
    {
        double fraction = 0;
        for (int n = 120; n > 0; n--)
            fraction = n / 2.0 / (x + fraction);
        return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / (x + fraction);
    }
}
