using System.Numerics;
using Gatelight.Models;

namespace Gatelight.Layers;

/// <summary>
/// How an attention layer scores queries against a memory, and the way back. What can be one product over the whole batch is made
/// before and after the samples; the samples come one by one, several threads at once, each with a workspace of its own.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
internal abstract class AttentionScorer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The features in which queries and memory meet.</summary>
    internal abstract int Width { get; }

    internal virtual IReadOnlyList<Parameter<T>> Parameters => [];

    /// <summary>What is done for the whole batch before its samples are scored.</summary>
    internal virtual void BeginForward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs)
    {
    }

    /// <summary>Overwrites the scores <c>[Tq, Tk]</c> of a sample.</summary>
    internal abstract void Score(AttentionWorkspace<T> sample, Span<T> scores);

    /// <summary>What is done for the whole batch before its gradients are carried back.</summary>
    internal virtual void BeginBackward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs)
    {
    }

    /// <summary>Carries back the gradient of the scores <c>[Tq, Tk]</c> of a sample, which may be overwritten.</summary>
    internal abstract void Backward(AttentionWorkspace<T> sample, Span<T> scoreGradient);

    /// <summary>What is done for the whole batch after all samples.</summary>
    internal virtual void EndBackward(PassContext<T> context, ReadOnlySpan<Signal<T>> inputs)
    {
    }

    protected static void Grow(ref T[] buffer, int length)
    {
        if (buffer.Length < length)
            buffer = new T[length];
    }
}
