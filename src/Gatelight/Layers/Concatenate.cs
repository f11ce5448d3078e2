namespace Gatelight.Layers;

/// <summary>Joins several inputs along the feature axis: <c>[B, T, D₁], [B, T, D₂] → [B, T, D₁ + D₂]</c>, or the same for vectors.</summary>
public sealed record Concatenate : Layer
{
    /// <inheritdoc/>
    public override LayerShape OutputShape(ReadOnlySpan<LayerShape> inputs)
    {
        if (inputs.Length < 2)
            throw Error($"takes two inputs or more, not {inputs.Length}");
        int width = 0;
        foreach (LayerShape input in inputs)
        {
            if (input.IsSequence != inputs[0].IsSequence)
                throw Error($"cannot join {inputs[0]} with {input}; make both sequences or both vectors");
            width = checked(width + input.Width);
        }

        return inputs[0] with { Width = width };
    }

    /// <inheritdoc/>
    public override Operation<T> CreateOperation<T>(ReadOnlySpan<LayerShape> inputs) => new ConcatenateOperation<T>();
}
