using System.Numerics;
using Gatelight.Kernels;
using Gatelight.Models;

namespace Gatelight.Optimizers;

/// <summary>An optimizer at work on one model's flat parameter buffer.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="parameters">The parameters.</param>
public abstract class OptimizerState<T>(ParameterStore<T> parameters)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The parameters.</summary>
    protected ParameterStore<T> Parameters { get; } = parameters;

    /// <summary>The number of steps done.</summary>
    public long Steps { get; private set; }

    /// <summary>What is kept from step to step beside the number of steps: arrays as long as the weights. With <see cref="Resume"/> a training goes on bit for bit.</summary>
    public virtual IReadOnlyList<T[]> Buffers => [];

    /// <summary>Goes on where another state of the same optimizer stopped.</summary>
    /// <param name="steps">Its <see cref="Steps"/>.</param>
    /// <param name="buffers">Its <see cref="Buffers"/>; copied.</param>
    /// <exception cref="ArgumentException">They are not those of this optimizer and model.</exception>
    public void Resume(long steps, IReadOnlyList<T[]> buffers)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        if (buffers.Count != Buffers.Count || buffers.Any(buffer => buffer.Length != Parameters.Count))
            throw new ArgumentException($"The optimizer keeps {Buffers.Count} arrays of {Parameters.Count} numbers; those given are others.", nameof(buffers));
        Steps = steps;
        for (int n = 0; n < buffers.Count; n++)
            buffers[n].CopyTo(Buffers[n], 0);
        OnResumed();
    }

    /// <summary>Makes what follows from the number of steps and the buffers.</summary>
    protected virtual void OnResumed()
    {
    }

    /// <summary>The threads that <see cref="Update"/> may use; the result has the same bits for any number.</summary>
    protected int Threads { get; private set; } = 1;

    /// <summary>Updates the weights of <see cref="ParameterStore{T}.LiveRanges"/> from their gradients.</summary>
    /// <param name="kernels">The compute kernels.</param>
    /// <param name="learningRate">The learning rate of this step.</param>
    /// <param name="gradientScale">A factor on every gradient, as clipping gives.</param>
    /// <param name="threads">The threads that may be used, at least 1; the result has the same bits for any number.</param>
    public void Step(KernelSet<T> kernels, double learningRate, double gradientScale, int threads = 1)
    {
        Steps++;
        Threads = threads;
        Update(kernels, learningRate, gradientScale);
        Parameters.MarkChanged();
    }

    /// <summary>Updates the weights of <see cref="ParameterStore{T}.LiveRanges"/>; <see cref="Steps"/> counts this step already.</summary>
    /// <param name="kernels">The compute kernels.</param>
    /// <param name="learningRate">The learning rate of this step.</param>
    /// <param name="gradientScale">A factor on every gradient.</param>
    protected abstract void Update(KernelSet<T> kernels, double learningRate, double gradientScale);
}
