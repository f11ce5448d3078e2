namespace Gatelight.Layers;

/// <summary>The shape of one sample as it leaves a layer: a sequence <c>[T, Width]</c> of any length, or a vector <c>[Width]</c>.</summary>
/// <param name="IsSequence">Whether there is a time axis.</param>
/// <param name="Width">The number of features.</param>
public readonly record struct LayerShape(bool IsSequence, int Width)
{
    /// <summary>A sequence of vectors.</summary>
    /// <param name="width">Features of each step.</param>
    public static LayerShape Sequence(int width) => new(true, width);

    /// <summary>One vector.</summary>
    /// <param name="width">Its features.</param>
    public static LayerShape Vector(int width) => new(false, width);

    /// <summary>The shape of a batch, as documentation writes it.</summary>
    public override string ToString() => IsSequence ? $"[B, T, {Width}]" : $"[B, {Width}]";
}
