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

    /// <summary>
    /// Lays out the time axis that this layer begins (<see cref="LayerShape.NewAxis"/>), before its outputs take memory: sets the
    /// <see cref="Signal{T}.Layout"/> of the outputs. A layer that begins none leaves this alone.
    /// </summary>
    /// <param name="context">The pass.</param>
    /// <param name="inputs">The input signals; values may be read.</param>
    /// <param name="outputs">The output signals, not yet sized.</param>
    public virtual void Arrange(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs)
    {
    }

    /// <summary>Computes the outputs from the inputs.</summary>
    /// <param name="context">The kernels, the mode and the random stream of this pass.</param>
    /// <param name="inputs">The input signals; values are read.</param>
    /// <param name="outputs">The output signals, already sized; values are overwritten.</param>
    public abstract void Forward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs);

    /// <summary>
    /// Carries the gradients of the outputs back. Adds to the gradients of each input that wants one
    /// (<see cref="Signal{T}.NeedsGradient"/>) and, unless <see cref="PassContext{T}.SkipParameterGradients"/>, to the gradients of the parameters.
    /// </summary>
    /// <param name="context">The context of the forward pass.</param>
    /// <param name="inputs">The input signals; gradients are accumulated into.</param>
    /// <param name="outputs">The output signals; gradients are read.</param>
    public abstract void Backward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs, ReadOnlySpan<Signal<T>> outputs);

    /// <summary>What the last forward pass did inside, for one sample of the batch; empty for a layer with nothing to show.</summary>
    /// <param name="sample">The sample's place in the caller's batch.</param>
    public virtual IReadOnlyList<LayerTrace> Trace(int sample) => [];

    /// <summary>Forgets what was carried from pass to pass.</summary>
    public virtual void ResetState()
    {
    }

    /// <summary>The states carried to the next pass, <c>[B, size]</c> each; empty where there are none.</summary>
    internal virtual IReadOnlyList<T[]> CarriedStates => [];

    /// <summary>The widths of the states that may be carried.</summary>
    internal virtual IReadOnlyList<int> CarriedSizes => [];

    /// <summary>Takes the states that the next pass begins with.</summary>
    internal virtual void LoadCarried(IReadOnlyList<T[]> states, int batch)
    {
    }

    /// <summary>Adds element by element.</summary>
    /// <param name="from">What to add.</param>
    /// <param name="to">Accumulated into; same length.</param>
    private protected static void Accumulate(ReadOnlySpan<T> from, Span<T> to)
    {
        for (int n = 0; n < to.Length; n++)
            to[n] += from[n];
    }

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
