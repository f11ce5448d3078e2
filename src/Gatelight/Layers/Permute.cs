namespace Gatelight.Layers;

/// <summary>Steps and features swapped: <c>[B, T, D] → [B, D, T]</c>, on a time axis of its own. T must be fixed, and every sequence that long.</summary>
public sealed record Permute : Layer
{
    /// <inheritdoc/>
    public override LayerShape OutputShape(ReadOnlySpan<LayerShape> inputs)
    {
        LayerShape input = SingleSequence(inputs);
        if (FixedSize(inputs) > MaximumSize)
            throw Error($"{input} has more than {MaximumSize} values");
        return LayerShape.Sequence(input.Steps, LayerShape.NewAxis, input.Width);
    }

    /// <inheritdoc/>
    public override Operation<T> CreateOperation<T>(ReadOnlySpan<LayerShape> inputs) => new RearrangeOperation<T>(inputs[0], OutputShape(inputs), swaps: true);
}
