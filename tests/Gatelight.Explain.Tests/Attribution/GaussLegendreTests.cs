namespace Gatelight.Explain.Tests;

public class GaussLegendreTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(16)]
    public void Polynomials_up_to_degree_2n_minus_1_are_exact_and_the_next_is_not(int points)
    {
        // The integral of x^d over [0, 1] is 1 / (d + 1).
        for (int degree = 0; degree < 2 * points; degree++)
            Assert.Equal(1.0 / (degree + 1), Integral(points, x => Math.Pow(x, degree)), Tolerances.Exact);
        if (points <= 8)
            Assert.NotEqual(1.0 / (2 * points + 1), Integral(points, x => Math.Pow(x, 2 * points)), Tolerances.Exact);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(512)]
    public void Many_points_stay_stable(int points)
    {
        (double[] nodes, double[] weights) = GaussLegendre.OnUnitInterval(points);
        Assert.Equal(1, weights.Sum(), Tolerances.Exact);
        Assert.Equal(nodes.Order(), nodes);
        Assert.Equal(points, nodes.Distinct().Count());
        Assert.All(nodes, node => Assert.InRange(node, double.Epsilon, 1 - 1e-9));
        Assert.All(weights, weight => Assert.True(weight > 0));
        for (int n = 0; n < points; n++)
        {
            Assert.Equal(1, nodes[n] + nodes[points - 1 - n], Tolerances.Exact);
            Assert.Equal(weights[n], weights[points - 1 - n], Tolerances.Exact);
        }

        Assert.Equal(Math.E - 1, Integral(points, Math.Exp), Tolerances.Exact);
    }

    [Fact]
    public void Two_points_are_those_of_the_textbook()
    {
        (double[] nodes, double[] weights) = GaussLegendre.OnUnitInterval(2);
        Assert.Equal((1 - 1 / Math.Sqrt(3)) / 2, nodes[0], Tolerances.Exact);
        Assert.Equal((1 + 1 / Math.Sqrt(3)) / 2, nodes[1], Tolerances.Exact);
        Assert.Equal(0.5, weights[0], Tolerances.Exact);
    }

    private static double Integral(int points, Func<double, double> function)
    {
        (double[] nodes, double[] weights) = GaussLegendre.OnUnitInterval(points);
        return nodes.Zip(weights, (node, weight) => weight * function(node)).Sum();
    }
}
