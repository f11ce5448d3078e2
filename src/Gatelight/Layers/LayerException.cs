namespace Gatelight.Layers;

/// <summary>A layer cannot be what it was asked to be, or cannot take what it was given; the message names the layer and the mend.</summary>
public sealed class LayerException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="layer">The layer's name or kind.</param>
    /// <param name="problem">What is wrong, as the rest of a sentence.</param>
    public LayerException(string layer, string problem)
        : base($"Layer {layer}: {problem}.")
    {
    }
}
