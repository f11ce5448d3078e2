namespace Gatelight.Kernels.Tests;

/// <summary>Every tolerance of these tests, each with its reason.</summary>
internal static class Tolerances
{
    /// <summary>The accuracy that the activations of the vector kernels promise: two units in the last place of the true value.</summary>
    public const double ActivationUlps = 2;

    /// <summary>The scalar sigmoid rounds three times, an exponential, a sum and a quotient, each up to one unit.</summary>
    public const double ReferenceActivationUlps = 3;

    /// <summary>
    /// A fused LSTM step rounds about a dozen times on values of order 1, each rounding at most 2⁻²⁴ = 6e-8, and its
    /// activations err by up to two such units.
    /// </summary>
    public const double LstmStep = 1e-6;

    /// <summary>Adam rounds about ten times, twice of them in a root and a quotient; relative to the largest term of an update.</summary>
    public const double Adam = 1e-6;

    /// <summary>
    /// A sum of products, term by term in any order, errs by at most <c>(terms + 2)·2⁻²⁴·Σ|x·w|</c> (the classical bound);
    /// the smallest normal float covers products that underflow.
    /// </summary>
    /// <param name="terms">Number of terms.</param>
    /// <param name="magnitude">The sum of their absolute values.</param>
    public static double Sum(int terms, double magnitude) => (terms + 2) * Math.ScaleB(1, -24) * magnitude + Math.ScaleB(1, -126);

    /// <summary>Rounding of a loss of order 10 over the step of 1e-5 gives 1e-10, the third derivative times the square of the step as much.</summary>
    public const double CentralDifference = 1e-8;

    /// <summary>As <see cref="LstmStep"/>, with three roundings more for each peephole, and values up to 5 where activations are linear.</summary>
    public const double LstmVariantStep = 2e-6;

    /// <summary>What is divided by a sum over a row: the relative error of a sum of <paramref name="columns"/> terms of order 1, and a few roundings more.</summary>
    /// <param name="columns">Number of terms.</param>
    public static double RowSum(int columns) => (columns + 30) * Math.ScaleB(1, -24);

    /// <summary>The sLSTM rounds its stabilizer, up to 5 here, before it enters an exponent: 2⁻²² absolute becomes relative, in each of two gates.</summary>
    public const double SLstmStep = 4e-6;
}
