using System.Numerics.Tensors;

namespace Gatelight.Explain.Rules;

/// <summary>One summand of a <see cref="LinearOperation"/>: a matrix, a diagonal or a number, times a vector, onto some rows of the sum.</summary>
internal abstract class LinearTerm(TapeVector input, int row, int rows)
{
    internal TapeVector Input { get; } = input;

    /// <summary>The first row of the sum that the term adds to.</summary>
    internal int Row { get; } = row;

    internal int Rows { get; } = rows;

    /// <summary>The inputs that each row of the term sums up.</summary>
    internal abstract int Fan { get; }

    internal static LinearTerm Matrix(TapeMatrix weights, TapeVector input, int row = 0) => new MatrixTerm(weights, input, row);

    internal static LinearTerm Diagonal(ReadOnlyMemory<double> weights, TapeVector input, int row = 0) => new DiagonalTerm(weights, input, row);

    internal static LinearTerm Scaled(double factor, TapeVector input, int row = 0) => new ScaledTerm(factor, input, row);

    /// <summary><c>y += M·x</c>, y being the term's rows.</summary>
    internal abstract void AddProduct(ReadOnlySpan<double> x, Span<double> y);

    /// <summary><c>g += Mᵀ·s</c>, s being the term's rows.</summary>
    internal abstract void AddTransposed(ReadOnlySpan<double> s, Span<double> g);

    /// <summary>Adds a row's number to each input that the row sums up.</summary>
    internal abstract void AddSpread(ReadOnlySpan<double> rows, Span<double> g);

    private sealed class MatrixTerm(TapeMatrix weights, TapeVector input, int row) : LinearTerm(input, row, weights.Rows)
    {
        internal override int Fan => Input.Length;

        internal override void AddProduct(ReadOnlySpan<double> x, Span<double> y) => MatrixProduct.Add(weights.Values.Span, x, y);

        internal override void AddTransposed(ReadOnlySpan<double> s, Span<double> g) => MatrixProduct.AddTransposed(weights.Values.Span, s, g);

        internal override void AddSpread(ReadOnlySpan<double> rows, Span<double> g) => TensorPrimitives.Add(g, TensorPrimitives.Sum(rows), g);
    }

    private sealed class DiagonalTerm(ReadOnlyMemory<double> weights, TapeVector input, int row) : LinearTerm(input, row, input.Length)
    {
        internal override int Fan => 1;

        internal override void AddProduct(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.MultiplyAdd(weights.Span, x, y, y);

        internal override void AddTransposed(ReadOnlySpan<double> s, Span<double> g) => TensorPrimitives.MultiplyAdd(weights.Span, s, g, g);

        internal override void AddSpread(ReadOnlySpan<double> rows, Span<double> g) => TensorPrimitives.Add(rows, g, g);
    }

    private sealed class ScaledTerm(double factor, TapeVector input, int row) : LinearTerm(input, row, input.Length)
    {
        internal override int Fan => 1;

        internal override void AddProduct(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.MultiplyAdd(x, factor, y, y);

        internal override void AddTransposed(ReadOnlySpan<double> s, Span<double> g) => TensorPrimitives.MultiplyAdd(s, factor, g, g);

        internal override void AddSpread(ReadOnlySpan<double> rows, Span<double> g) => TensorPrimitives.Add(rows, g, g);
    }
}
