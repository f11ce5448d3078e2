namespace Gatelight.Initializers;

/// <summary>
/// Zero for every gate but one, whose bias starts at a value of its own: a forget gate that starts open lets gradients
/// reach far back (Gers, Schmidhuber and Cummins 2000; Jozefowicz, Zaremba and Sutskever 2015).
/// </summary>
/// <param name="Blocks">How many gates are stacked.</param>
/// <param name="Gate">The gate that starts elsewhere, from 0.</param>
/// <param name="Value">Its start value.</param>
public sealed record GateBias(int Blocks, int Gate, double Value) : Initializer
{
    /// <inheritdoc/>
    public override void Fill<T>(Span<T> values, ReadOnlySpan<int> shape, SeededRandom random)
    {
        int size = values.Length / Blocks;
        values.Clear();
        values.Slice(Gate * size, size).Fill(T.CreateChecked(Value));
    }
}
