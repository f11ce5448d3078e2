namespace Gatelight.Explain;

/// <summary>How an integral along a path is taken from a few points.</summary>
public enum QuadratureRule
{
    /// <summary>Gauss-Legendre: n points are exact for polynomials of degree 2n - 1; the choice for smooth models.</summary>
    GaussLegendre,

    /// <summary>The Riemann sum at the middles of n equal intervals: its error falls as 1/n² (equation 212 of docs/equations.md).</summary>
    Midpoint,
}
