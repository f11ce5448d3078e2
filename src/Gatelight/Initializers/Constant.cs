namespace Gatelight.Initializers;

/// <summary>Every element the same.</summary>
/// <param name="Value">The value.</param>
public sealed record Constant(double Value) : Initializer
{
    /// <inheritdoc/>
    public override void Fill<T>(Span<T> values, ReadOnlySpan<int> shape, SeededRandom random) =>
        values.Fill(T.CreateChecked(Value));
}
