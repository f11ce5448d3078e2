namespace Gatelight.Conformance.Tests;

/// <summary>Every tolerance of this project's tests, each with its reason.</summary>
internal static class Tolerances
{
    /// <summary>Two engines in float that sum in different orders, absolute; states of an LSTM lie in [-1, 1].</summary>
    internal const double OtherEngine = 1e-5;

    /// <summary>A number published with four digits behind the point: half of the last, and the difference of two engines.</summary>
    internal const double FourDigits = 5e-5 + OtherEngine;

    /// <summary>A gradient of about 0.1 at most, published with five significant digits, of weights published with four.</summary>
    internal const double PublishedGradient = 5e-6;

    /// <summary>Two orders of summation in double, over a few steps.</summary>
    internal const double PaperTwin = 1e-12;
}
