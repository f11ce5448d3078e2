namespace Gatelight.Layers;

/// <summary>A layer that combines several inputs of one shape, element by element, into an output of that shape.</summary>
public abstract record Merge : Layer
{
    /// <summary>Only the merges of this library can be stored.</summary>
    private protected Merge()
    {
    }

    /// <inheritdoc/>
    public override LayerShape OutputShape(ReadOnlySpan<LayerShape> inputs)
    {
        if (inputs.Length < 2)
            throw Error($"takes two inputs or more, not {inputs.Length}");
        foreach (LayerShape input in inputs)
        {
            if (input != inputs[0])
                throw Error($"cannot combine {input} with {inputs[0]}; give all inputs the same shape and the same time axis");
        }

        return inputs[0];
    }
}
