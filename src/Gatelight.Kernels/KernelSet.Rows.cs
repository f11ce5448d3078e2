namespace Gatelight.Kernels;

public abstract partial class KernelSet<T>
{
    /// <summary>Adds the sums of products of columns, <c>sums[n] += Σ a[row, n]·b[row, n]</c>, rows in ascending order (the gradient of a peephole or of a gain).</summary>
    /// <param name="a"><c>[rows, columns]</c>, one row every <paramref name="aStride"/> elements.</param>
    /// <param name="aStride">Elements from one row of a to the next; at least <paramref name="columns"/>.</param>
    /// <param name="b"><c>[rows, columns]</c>, one row every <paramref name="bStride"/> elements.</param>
    /// <param name="bStride">Elements from one row of b to the next; at least <paramref name="columns"/>.</param>
    /// <param name="rows">Number of rows; may be 0.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="sums"><c>[columns]</c>: accumulated into.</param>
    public abstract void AddColumnProducts(
        ReadOnlySpan<T> a, int aStride, ReadOnlySpan<T> b, int bStride, int rows, int columns, Span<T> sums);

    /// <summary>
    /// Normalises each row to mean 0 and variance 1, and scales its columns: <c>x̂ = (x - μ)·s</c> and <c>y = gain⊙x̂ + shift</c>, or
    /// <c>y += gain⊙x̂ + shift</c> when accumulating, with <c>s = 1 / √(σ² + ε)</c> and σ² the population variance, found in a second pass
    /// (layer normalisation of Ba, Kiros and Hinton 2016, arXiv:1607.06450).
    /// </summary>
    /// <param name="x"><c>[rows, columns]</c>.</param>
    /// <param name="gain"><c>[columns]</c>, whose length is the number of columns; with 0 nothing is written.</param>
    /// <param name="shift"><c>[columns]</c>, or empty for none.</param>
    /// <param name="normalized"><c>[rows, columns]</c>: overwritten with x̂; may be the same span as <paramref name="x"/>.</param>
    /// <param name="inverseDeviation"><c>[rows]</c>: overwritten with s.</param>
    /// <param name="y"><c>[rows, columns]</c>: overwritten or accumulated into; may be the same span as <paramref name="x"/> unless x̂ is.</param>
    /// <param name="rows">Number of rows; may be 0.</param>
    /// <param name="epsilon">ε, positive.</param>
    /// <param name="accumulate">Whether to add to <paramref name="y"/> instead of overwriting it.</param>
    public abstract void NormalizeRows(
        ReadOnlySpan<T> x, ReadOnlySpan<T> gain, ReadOnlySpan<T> shift, Span<T> normalized, Span<T> inverseDeviation, Span<T> y, int rows, T epsilon,
        bool accumulate);

    /// <summary>
    /// The backward pass of <see cref="NormalizeRows"/>: <c>dx = s·(dx̂ - mean(dx̂) - x̂·mean(dx̂⊙x̂))</c>, or <c>dx += …</c> when accumulating,
    /// with <c>dx̂ = gain⊙dy</c> and means over the row.
    /// </summary>
    /// <param name="gradient"><c>[rows, columns]</c>: dy.</param>
    /// <param name="gain"><c>[columns]</c>, whose length is the number of columns.</param>
    /// <param name="normalized"><c>[rows, columns]</c>: x̂.</param>
    /// <param name="inverseDeviation"><c>[rows]</c>: s.</param>
    /// <param name="dx"><c>[rows, columns]</c>: overwritten or accumulated into; may be the same span as <paramref name="gradient"/> or <paramref name="normalized"/>.</param>
    /// <param name="rows">Number of rows; may be 0.</param>
    /// <param name="accumulate">Whether to add to <paramref name="dx"/> instead of overwriting it.</param>
    public void NormalizeRowsBackward(
        ReadOnlySpan<T> gradient, ReadOnlySpan<T> gain, ReadOnlySpan<T> normalized, ReadOnlySpan<T> inverseDeviation, Span<T> dx, int rows,
        bool accumulate) =>
        NormalizeRowsBackward(gradient, gain, normalized, inverseDeviation, dx, [], [], rows, accumulate);

    /// <summary>
    /// As <see cref="NormalizeRowsBackward(ReadOnlySpan{T}, ReadOnlySpan{T}, ReadOnlySpan{T}, ReadOnlySpan{T}, Span{T}, int, bool)"/>, and in the same
    /// pass <c>gainSums += dy⊙x̂</c> and <c>shiftSums += dy</c>: the gradients of gain and shift, one row apiece.
    /// </summary>
    /// <param name="gradient"><c>[rows, columns]</c>: dy.</param>
    /// <param name="gain"><c>[columns]</c>, whose length is the number of columns.</param>
    /// <param name="normalized"><c>[rows, columns]</c>: x̂.</param>
    /// <param name="inverseDeviation"><c>[rows]</c>: s.</param>
    /// <param name="dx"><c>[rows, columns]</c>: overwritten or accumulated into; may be the same span as <paramref name="gradient"/> or <paramref name="normalized"/>.</param>
    /// <param name="gainSums"><c>[rows, columns]</c>: accumulated into; empty for none.</param>
    /// <param name="shiftSums"><c>[rows, columns]</c>: accumulated into; empty for none.</param>
    /// <param name="rows">Number of rows; may be 0.</param>
    /// <param name="accumulate">Whether to add to <paramref name="dx"/> instead of overwriting it.</param>
    public abstract void NormalizeRowsBackward(
        ReadOnlySpan<T> gradient, ReadOnlySpan<T> gain, ReadOnlySpan<T> normalized, ReadOnlySpan<T> inverseDeviation, Span<T> dx, Span<T> gainSums,
        Span<T> shiftSums, int rows, bool accumulate);

    /// <summary>Scales the columns of each row, <c>y = gain⊙x + shift</c>, or <c>y += gain⊙x + shift</c> when accumulating.</summary>
    /// <param name="x"><c>[rows, columns]</c>.</param>
    /// <param name="gain"><c>[columns]</c>, whose length is the number of columns.</param>
    /// <param name="shift"><c>[columns]</c>, or empty for none.</param>
    /// <param name="y"><c>[rows, columns]</c>: overwritten or accumulated into; may be the same span as <paramref name="x"/>.</param>
    /// <param name="rows">Number of rows; may be 0.</param>
    /// <param name="accumulate">Whether to add to <paramref name="y"/> instead of overwriting it.</param>
    public abstract void ScaleRows(
        ReadOnlySpan<T> x, ReadOnlySpan<T> gain, ReadOnlySpan<T> shift, Span<T> y, int rows, bool accumulate);

    /// <summary>
    /// The softmax of each row, <c>yₖ = exp(xₖ - max x) / Σ exp(xⱼ - max x)</c>. An element of -∞ gets 0; a row of nothing else, or with +∞ or
    /// NaN in it, is NaN throughout.
    /// </summary>
    /// <param name="x"><c>[rows, columns]</c>.</param>
    /// <param name="y"><c>[rows, columns]</c>: overwritten; may be the same span as <paramref name="x"/>.</param>
    /// <param name="rows">Number of rows; may be 0.</param>
    /// <param name="columns">Number of columns.</param>
    public abstract void SoftmaxRows(ReadOnlySpan<T> x, Span<T> y, int rows, int columns);

    /// <summary>The backward pass of <see cref="SoftmaxRows"/>: <c>dx = y⊙(dy - Σ dyⱼ·yⱼ)</c>, the sum over the row.</summary>
    /// <param name="y"><c>[rows, columns]</c>: what the forward pass left.</param>
    /// <param name="dy"><c>[rows, columns]</c>: the gradient of y.</param>
    /// <param name="dx"><c>[rows, columns]</c>: overwritten; may be the same span as <paramref name="dy"/>.</param>
    /// <param name="rows">Number of rows; may be 0.</param>
    /// <param name="columns">Number of columns.</param>
    public abstract void SoftmaxRowsBackward(ReadOnlySpan<T> y, ReadOnlySpan<T> dy, Span<T> dx, int rows, int columns);
}
