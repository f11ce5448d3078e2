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
