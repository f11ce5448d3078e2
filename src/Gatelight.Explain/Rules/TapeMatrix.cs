namespace Gatelight.Explain.Rules;

/// <summary>Rows of weights, row after row, by reference.</summary>
internal readonly record struct TapeMatrix(ReadOnlyMemory<double> Values, int Columns)
{
    internal int Rows => Values.Length / Columns;

    internal TapeMatrix Block(int row, int rows) => new(Values.Slice(row * Columns, rows * Columns), Columns);
}
