namespace Gatelight.Explain;

/// <summary>Gauss-Legendre quadrature: exact for polynomials of degree 2n - 1 (Abramowitz and Stegun 1964, 25.4.29).</summary>
internal static class GaussLegendre
{
    /// <summary>Nodes and weights on [0, 1].</summary>
    internal static (double[] Nodes, double[] Weights) OnUnitInterval(int points)
    {
        double[] nodes = new double[points];
        double[] weights = new double[points];
        for (int n = 0; n < points; n++)
        {
            // Newton's method from a start close enough to the n-th root for every degree.
            double x = Math.Cos(Math.PI * (n + 0.75) / (points + 0.5));
            double slope = 1;
            for (int iteration = 0; iteration < 100; iteration++)
            {
                (double value, slope) = Legendre(points, x);
                double step = value / slope;
                x -= step;
                if (Math.Abs(step) < 1e-15)
                    break;
            }

            nodes[n] = (1 - x) / 2;
            weights[n] = 1 / ((1 - x * x) * slope * slope);
        }

        return (nodes, weights);
    }

    // P and P′ by Bonnet's recursion.
    private static (double Value, double Slope) Legendre(int degree, double x)
    {
        double before = 1;
        double value = x;
        for (int n = 2; n <= degree; n++)
            (before, value) = (value, ((2 * n - 1) * x * value - (n - 1) * before) / n);
        return (value, degree * (x * value - before) / (x * x - 1));
    }
}
