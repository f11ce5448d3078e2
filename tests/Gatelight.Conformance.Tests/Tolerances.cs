namespace Gatelight.Conformance.Tests;

/// <summary>Every tolerance of this project's tests, each with its reason.</summary>
internal static class Tolerances
{
    /// <summary>Two engines in float that sum in different orders, absolute; states of an LSTM lie in [-1, 1].</summary>
    internal const double OtherEngine = 1e-5;
}
