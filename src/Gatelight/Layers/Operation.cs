using System.Numerics;
using Gatelight.Models;

namespace Gatelight.Layers;

/// <summary>
/// A layer at work within one model: its parameters, its buffers, its forward and its backward pass. Buffers grow to the
/// largest batch seen and are kept, so a steady pass allocates nothing.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
public abstract class Operation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The layer's name within its model.</summary>
    public string Name { get; internal set; } = string.Empty;

    /// <summary>The layer's parameters, laid out by the model in one flat buffer.</summary>
    public virtual IReadOnlyList<Parameter<T>> Parameters => [];

    /// <summary>Computes the output from the inputs.</summary>
    /// <param name="context">The kernels, the mode and the random stream of this pass.</param>
    /// <param name="inputs">The input signals; values are read.</param>
    /// <param name="output">The output signal, already sized; values are overwritten.</param>
    public abstract void Forward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, Signal<T> output);

    /// <summary>
    /// Carries the gradient of the output back. Adds to the gradients of each input that wants one
    /// (<see cref="Signal{T}.NeedsGradient"/>) and, unless <see cref="PassContext{T}.SkipParameterGradients"/>, to the gradients of the parameters.
    /// </summary>
    /// <param name="context">The context of the forward pass.</param>
    /// <param name="inputs">The input signals; gradients are accumulated into.</param>
    /// <param name="output">The output signal; gradients are read.</param>
    public abstract void Backward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, Signal<T> output);

    /// <summary>What the last forward pass did inside, for one row of the batch, or null for a layer with nothing to show.</summary>
    /// <param name="row">The row in the layout's sorted order.</param>
    /// <param name="layout">The layout of the pass.</param>
    public virtual LayerTrace? Trace(int row, SequenceLayout layout) => null;

    /// <summary>Makes an array hold at least <paramref name="length"/> elements; its content is lost when it grows.</summary>
    /// <typeparam name="TElement">The element type.</typeparam>
    /// <param name="buffer">The buffer.</param>
    /// <param name="length">The least length.</param>
    protected static void Grow<TElement>(ref TElement[] buffer, int length)
    {
        if (buffer.Length < length)
            buffer = new TElement[length];
    }
}
