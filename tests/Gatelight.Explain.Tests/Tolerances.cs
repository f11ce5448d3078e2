namespace Gatelight.Explain.Tests;

/// <summary>Every tolerance of this project's tests, each with its reason.</summary>
internal static class Tolerances
{
    /// <summary>Gradients against central differences in double, relative.</summary>
    internal const double Gradient = 1e-6;

    /// <summary>Values worked out by hand, or sums of a few dozen terms of size 1.</summary>
    internal const double Exact = 1e-12;

    /// <summary>What adds up exactly on paper, after sums and quadrature in double.</summary>
    internal const double Complete = 1e-10;

    /// <summary>Gradients by two different programs in double, relative to the largest.</summary>
    internal const double TapeGradient = 1e-9;
}
