namespace Gatelight.Explain;

internal static class Trapezoid
{
    /// <summary>The area under straight lines through the points; x in order.</summary>
    internal static double Area(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double area = 0;
        for (int n = 1; n < x.Length; n++)
            area += (x[n] - x[n - 1]) * (y[n] + y[n - 1]) / 2;
        return area;
    }
}
