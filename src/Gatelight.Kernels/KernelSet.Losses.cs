namespace Gatelight.Kernels;

public abstract partial class KernelSet<T>
{
    /// <summary>
    /// The exponentials of a row and their sum in one pass, <c>y = exp(x - shift)</c>: with the largest element as the shift, what a softmax and its
    /// logarithm are made of.
    /// </summary>
    /// <param name="x">The row.</param>
    /// <param name="shift">Taken off each element.</param>
    /// <param name="y">Overwritten; same length; may be the same span as <paramref name="x"/>.</param>
    /// <returns>Σ y.</returns>
    public abstract T ShiftedExpSum(ReadOnlySpan<T> x, T shift, Span<T> y);
}
