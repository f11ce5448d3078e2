namespace Gatelight.Layers;

/// <summary>
/// The values of a sample in their order, cut anew: <c>[B, T, D]</c> or <c>[B, D]</c> to <c>[B, Steps, Width]</c>, on a time axis of its own, or to
/// <c>[B, Width]</c> where Steps is 0. The number of values must stay; the T of a sequence must be fixed, and every sequence that long.
/// </summary>
/// <param name="Steps">The steps, or 0 for a vector.</param>
/// <param name="Width">The features of a step.</param>
public sealed record Reshape(int Steps, int Width) : Layer
{
    /// <inheritdoc/>
    public override LayerShape OutputShape(ReadOnlySpan<LayerShape> inputs)
    {
        if (Steps != 0)
            CheckSize(Steps, nameof(Steps));
        CheckSize(Width, nameof(Width));
        LayerShape output = Steps == 0 ? LayerShape.Vector(Width) : LayerShape.Sequence(Width, LayerShape.NewAxis, Steps);
        long size = FixedSize(inputs);
        long wanted = (long)Math.Max(1, Steps) * Width;
        return wanted == size ? output : throw Error($"cannot cut the {size} values of {inputs[0]} into the {wanted} of {output}");
    }

    /// <inheritdoc/>
    public override Operation<T> CreateOperation<T>(ReadOnlySpan<LayerShape> inputs) => new RearrangeOperation<T>(inputs[0], OutputShape(inputs), swaps: false);
}
