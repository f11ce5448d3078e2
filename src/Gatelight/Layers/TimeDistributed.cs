namespace Gatelight.Layers;

/// <summary>
/// A layer for vectors on every step of a sequence by itself: <c>[B, T, D] → [B, T, K]</c>. Most layers here do so of their own accord; this is for
/// one that would otherwise read steps or samples together. Parameters: those of the inner layer.
/// </summary>
/// <param name="Inner">The layer; it must make a vector of a vector.</param>
public sealed record TimeDistributed(Layer Inner) : Layer
{
    /// <inheritdoc/>
    public override LayerShape OutputShape(ReadOnlySpan<LayerShape> inputs)
    {
        LayerShape input = SingleSequence(inputs);
        LayerShape output = InnerShape(LayerShape.Vector(input.Width));
        if (output.IsSequence || Inner.OutputCount != 1)
            throw Error($"takes a layer that makes one vector of a vector, and {Inner.Name ?? Inner.Kind} makes {output} of {LayerShape.Vector(input.Width)}");
        return input with { Width = output.Width };
    }

    /// <inheritdoc/>
    public override Operation<T> CreateOperation<T>(ReadOnlySpan<LayerShape> inputs)
    {
        LayerShape inner = LayerShape.Vector(inputs[0].Width);
        return new TimeDistributedOperation<T>(Inner.CreateOperation<T>([inner]), inner, InnerShape(inner));
    }

    private LayerShape InnerShape(LayerShape input)
    {
        try
        {
            return Inner.OutputShape([input]);
        }
        catch (LayerException failure)
        {
            throw Error($"its inner layer cannot work on one step ({failure.Message.TrimEnd('.')})");
        }
    }
}
