using System.Numerics;

namespace Gatelight.Kernels;

/// <summary>
/// The numerical operations that layers are made of: spans in, spans out, no allocation, no state.
/// Matrices are row-major. A kernel set is chosen once by <see cref="KernelRegistry"/>.
/// </summary>
/// <remarks>
/// Two promises hold for every variant. <b>Row independence:</b> the bits of an output row do not depend on how many
/// other rows the same call holds. <b>No aliasing</b> between an input and an output unless the operation says so.
/// </remarks>
/// <typeparam name="T">The element type: <see cref="float"/> or <see cref="double"/>.</typeparam>
public abstract partial class KernelSet<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The variant's name as <c>GATELIGHT_KERNELS</c> spells it: <c>reference</c>, <c>vector128</c>, <c>vector256</c>, <c>vector512</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The number of elements that a packed right-hand matrix <c>[depth, columns]</c> takes.</summary>
    /// <param name="depth">The inner dimension of the product.</param>
    /// <param name="columns">The number of output columns.</param>
    public abstract int PackedLength(int depth, int columns);

    /// <summary>Packs <c>W [depth, columns]</c>, row-major, as the right-hand side of <see cref="Multiply"/>.</summary>
    /// <param name="matrix">The matrix, <c>depth * columns</c> elements.</param>
    /// <param name="depth">Rows of <c>W</c>.</param>
    /// <param name="columns">Columns of <c>W</c>.</param>
    /// <param name="packed">Overwritten; <see cref="PackedLength"/> elements.</param>
    public abstract void Pack(ReadOnlySpan<T> matrix, int depth, int columns, Span<T> packed);

    /// <summary>Packs <c>Wᵀ</c> of <c>W [columns, depth]</c>, row-major, as the right-hand side of <see cref="Multiply"/>.</summary>
    /// <param name="matrix">The matrix, <c>columns * depth</c> elements.</param>
    /// <param name="columns">Rows of <c>W</c>, the columns of the product.</param>
    /// <param name="depth">Columns of <c>W</c>, the inner dimension of the product.</param>
    /// <param name="packed">Overwritten; <see cref="PackedLength"/> elements.</param>
    public abstract void PackTransposed(ReadOnlySpan<T> matrix, int columns, int depth, Span<T> packed);

    /// <summary>The matrix product <c>Y = X·W</c>, or <c>Y += X·W</c> when accumulating.</summary>
    /// <param name="x">Left matrix <c>[rows, depth]</c>.</param>
    /// <param name="packed">Right matrix <c>[depth, columns]</c>, packed.</param>
    /// <param name="y">Output <c>[rows, columns]</c>; overwritten or accumulated into.</param>
    /// <param name="rows">Rows of <paramref name="x"/> and <paramref name="y"/>; may be 0.</param>
    /// <param name="depth">Inner dimension.</param>
    /// <param name="columns">Columns of the output.</param>
    /// <param name="accumulate">Whether to add to <paramref name="y"/> instead of overwriting it.</param>
    public abstract void Multiply(
        ReadOnlySpan<T> x, ReadOnlySpan<T> packed, Span<T> y, int rows, int depth, int columns, bool accumulate);

    /// <summary>The columns of a product may be cut at multiples of this number; see <see cref="MultiplyColumns"/>.</summary>
    public abstract int ColumnGrain { get; }

    /// <summary>A band of columns of <see cref="Multiply"/>: the same bits, so that a product of few rows can be shared among threads.</summary>
    /// <param name="x">Left matrix <c>[rows, depth]</c>.</param>
    /// <param name="packed">Right matrix <c>[depth, columns]</c>, packed as a whole.</param>
    /// <param name="y">Output <c>[rows, columns]</c>; overwritten or accumulated into within the band, left alone elsewhere.</param>
    /// <param name="rows">Rows of <paramref name="x"/> and <paramref name="y"/>; may be 0.</param>
    /// <param name="depth">Inner dimension.</param>
    /// <param name="columns">Columns of the whole output.</param>
    /// <param name="accumulate">Whether to add to <paramref name="y"/> instead of overwriting it.</param>
    /// <param name="firstColumn">First column of the band, a multiple of <see cref="ColumnGrain"/>.</param>
    /// <param name="columnCount">Columns of the band: a multiple of <see cref="ColumnGrain"/>, or all that are left.</param>
    /// <exception cref="ArgumentException">A span is too short, or the band does not lie within the columns or on the grain.</exception>
    public abstract void MultiplyColumns(
        ReadOnlySpan<T> x, ReadOnlySpan<T> packed, Span<T> y, int rows, int depth, int columns, bool accumulate, int firstColumn, int columnCount);

    /// <summary>
    /// The sum of two products and a bias, <c>Y = b + X·W + H·R</c>, which is what enters the gates of a recurrent step. Each element is one chain of
    /// sums: the bias, the terms of X·W, then those of H·R, so it has the bits of the three operations one after the other.
    /// </summary>
    /// <param name="bias">b <c>[columns]</c>, the same for each row; empty for none.</param>
    /// <param name="x"><c>X [rows, xDepth]</c>.</param>
    /// <param name="packedX"><c>W [xDepth, columns]</c>, packed.</param>
    /// <param name="xDepth">Columns of X, at least 1.</param>
    /// <param name="h"><c>H [rows, hDepth]</c>.</param>
    /// <param name="packedH"><c>R [hDepth, columns]</c>, packed.</param>
    /// <param name="hDepth">Columns of H; 0 leaves the second product out.</param>
    /// <param name="y"><c>[rows, columns]</c>; overwritten.</param>
    /// <param name="rows">Rows of X, H and Y; may be 0.</param>
    /// <param name="columns">Columns of the output.</param>
    /// <exception cref="ArgumentException">A span is too short, or <paramref name="xDepth"/> below 1.</exception>
    public abstract void MultiplyPair(
        ReadOnlySpan<T> bias, ReadOnlySpan<T> x, ReadOnlySpan<T> packedX, int xDepth, ReadOnlySpan<T> h, ReadOnlySpan<T> packedH, int hDepth,
        Span<T> y, int rows, int columns);

    /// <summary>
    /// A band of rows of the product <c>C += Aᵀ·B</c>, the shape of every weight gradient. Each element is summed over
    /// the inner dimension in ascending order, so cutting the work into bands does not change a bit.
    /// </summary>
    /// <param name="a"><c>A [depth, aColumns]</c>.</param>
    /// <param name="b"><c>B [depth, bColumns]</c>.</param>
    /// <param name="c"><c>C [aColumns, bColumns]</c>, whole; only rows <paramref name="firstRow"/> to <c>firstRow + rowCount - 1</c> are accumulated into.</param>
    /// <param name="depth">Inner dimension; may be 0.</param>
    /// <param name="aColumns">Columns of A, rows of C.</param>
    /// <param name="bColumns">Columns of B and of C.</param>
    /// <param name="firstRow">First row of C to compute.</param>
    /// <param name="rowCount">Number of rows of C to compute.</param>
    public abstract void MultiplyTransposed(
        ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c, int depth, int aColumns, int bColumns, int firstRow, int rowCount);

    /// <summary>Adds the column sums of <c>X [rows, columns]</c> to <c>sums [columns]</c>, rows in ascending order (the gradient of a bias).</summary>
    /// <param name="x">The matrix.</param>
    /// <param name="rows">Its rows; may be 0.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="sums">Accumulated into.</param>
    public void AddColumnSums(ReadOnlySpan<T> x, int rows, int columns, Span<T> sums) => AddColumnSums(x, columns, rows, columns, sums);

    /// <summary>As <see cref="AddColumnSums(ReadOnlySpan{T}, int, int, Span{T})"/>, for some columns of a wider matrix; a column's sum does not depend on the others.</summary>
    /// <param name="x">The matrix, from its first column that counts.</param>
    /// <param name="stride">The width of a row of the whole matrix, at least <paramref name="columns"/>.</param>
    /// <param name="rows">Its rows; may be 0.</param>
    /// <param name="columns">The columns to sum.</param>
    /// <param name="sums">Accumulated into, <c>[columns]</c>.</param>
    public abstract void AddColumnSums(ReadOnlySpan<T> x, int stride, int rows, int columns, Span<T> sums);

    /// <summary>Writes <c>bias [columns]</c> into each row of <c>Y [rows, columns]</c>.</summary>
    /// <param name="bias">The row to repeat.</param>
    /// <param name="y">Overwritten.</param>
    /// <param name="rows">Rows of <paramref name="y"/>.</param>
    public void FillRows(ReadOnlySpan<T> bias, Span<T> y, int rows)
    {
        ShapeGuard.Matrix(y.Length, rows, bias.Length, nameof(y));
        for (int row = 0; row < rows; row++)
            bias.CopyTo(y.Slice(row * bias.Length, bias.Length));
    }

    /// <summary><c>y = eˣ</c>, element by element; in place allowed. Overflow gives +∞, underflow 0 or a subnormal, NaN stays NaN.</summary>
    /// <param name="x">Input.</param>
    /// <param name="y">Overwritten; same length.</param>
    public abstract void Exp(ReadOnlySpan<T> x, Span<T> y);

    /// <summary><c>y = σ(x) = 1 / (1 + e⁻ˣ)</c>, element by element; in place allowed; NaN stays NaN.</summary>
    /// <param name="x">Input.</param>
    /// <param name="y">Overwritten; same length.</param>
    public abstract void Sigmoid(ReadOnlySpan<T> x, Span<T> y);

    /// <summary><c>y = tanh(x)</c>, element by element; in place allowed; NaN stays NaN, the sign of zero is kept.</summary>
    /// <param name="x">Input.</param>
    /// <param name="y">Overwritten; same length.</param>
    public abstract void Tanh(ReadOnlySpan<T> x, Span<T> y);

    /// <summary><c>y = φ(x)</c>, element by element; in place allowed; NaN stays NaN.</summary>
    /// <param name="activation">φ.</param>
    /// <param name="x">Pre-activations.</param>
    /// <param name="y">Overwritten; same length.</param>
    public abstract void Activate(ActivationFunction activation, ReadOnlySpan<T> x, Span<T> y);

    /// <summary>The backward pass of <see cref="Activate"/>: <c>dx = dy⊙φ'(x)</c>, with the slopes at kinks that <see cref="ActivationFunction.Slope"/> names.</summary>
    /// <param name="activation">φ.</param>
    /// <param name="x">Pre-activations.</param>
    /// <param name="dy">The gradient of y; same length.</param>
    /// <param name="dx">Overwritten; same length; may be the same span as <paramref name="dy"/> or <paramref name="x"/>.</param>
    public abstract void ActivateBackward(ActivationFunction activation, ReadOnlySpan<T> x, ReadOnlySpan<T> dy, Span<T> dx);

    /// <summary>
    /// One pass of Adam with decoupled weight decay (Kingma and Ba 2015, arXiv:1412.6980; Loshchilov and Hutter 2019, arXiv:1711.05101):
    /// <c>g ← s·g; m ← β₁m + (1-β₁)g; v ← β₂v + (1-β₂)g²; w ← w - λw - α·m / (√v / √(1-β₂ᵗ) + ε)</c>.
    /// </summary>
    /// <param name="weights">w, updated in place.</param>
    /// <param name="gradients">g before scaling; read only.</param>
    /// <param name="firstMoments">m, updated in place.</param>
    /// <param name="secondMoments">v, updated in place.</param>
    /// <param name="settings">The scalars of this step.</param>
    public abstract void AdamStep(
        Span<T> weights, ReadOnlySpan<T> gradients, Span<T> firstMoments, Span<T> secondMoments, in AdamScalars<T> settings);
}
