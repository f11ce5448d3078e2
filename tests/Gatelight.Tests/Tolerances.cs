namespace Gatelight.Tests;

/// <summary>Every tolerance of this project's tests, each with its reason.</summary>
internal static class Tolerances
{
    /// <summary>Backward passes against central differences in double, relative.</summary>
    internal const double Gradient = 1e-6;

    /// <summary>Values worked out by hand to some 12 digits.</summary>
    internal const double Exact = 1e-12;

    /// <summary>The same formula in float and in double: float's 6e-8 grown by a few dozen steps of a recurrence.</summary>
    internal const double SinglePrecision = 2e-6;
}
