using System.Numerics;
using Gatelight.Kernels;

namespace Gatelight.Models;

/// <summary>What the layers of a model share during a pass.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class PassContext<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    internal PassContext(KernelSet<T> kernels, SequenceLayout layout)
    {
        Kernels = kernels;
        Layout = layout;
    }

    /// <summary>The compute kernels.</summary>
    public KernelSet<T> Kernels { get; }

    /// <summary>How the rows of the batch lie.</summary>
    public SequenceLayout Layout { get; }

    /// <summary>The threads that a layer may use; the result has the same bits for any number.</summary>
    public int Threads { get; internal set; } = 1;

    /// <summary>Whether this is a training pass, in which dropout drops.</summary>
    public bool IsTraining { get; internal set; }

    /// <summary>Whether the backward pass is after input gradients alone, as explanations are.</summary>
    public bool SkipParameterGradients { get; internal set; }

    /// <summary>The random stream of training passes.</summary>
    public SeededRandom Random { get; } = new(0);
}
