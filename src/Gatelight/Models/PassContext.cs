using System.Numerics;
using Gatelight.Kernels;

namespace Gatelight.Models;

/// <summary>What the layers of a model share during a pass.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class PassContext<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    internal PassContext(KernelSet<T> kernels) => Kernels = kernels;

    /// <summary>The compute kernels.</summary>
    public KernelSet<T> Kernels { get; }

    /// <summary>B, the number of samples of the batch.</summary>
    public int Batch { get; internal set; }

    /// <summary>The threads that a layer may use; the result has the same bits for any number.</summary>
    public int Threads { get; internal set; } = 1;

    /// <summary>Whether this is a training pass, in which dropout drops.</summary>
    public bool IsTraining { get; internal set; }

    /// <summary>Whether a backward pass or a trace may follow, for which layers keep what they computed at every step.</summary>
    public bool KeepsSteps { get; internal set; } = true;

    /// <summary>Whether recurrent layers begin where the pass before ended.</summary>
    public bool CarriesState { get; internal set; }

    /// <summary>Whether the backward pass is after input gradients alone, as explanations are.</summary>
    public bool SkipParameterGradients { get; internal set; }

    /// <summary>The random stream of training passes.</summary>
    public SeededRandom Random { get; } = new(0);
}
