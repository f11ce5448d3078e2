namespace Gatelight.Kernels.Threading;

/// <summary>
/// Runs the slices of a job on the calling thread and on background threads that are made when first needed, at most
/// one fewer than the machine has processors. A call allocates nothing once its threads exist.
/// </summary>
/// <remarks>
/// One call at a time has the background threads; a call made meanwhile, from inside a slice or from another thread,
/// runs its slices in order on its own thread. Nothing ever waits for a thread that is not already at work.
/// </remarks>
public static class SliceRunner
{
    private static readonly SlicePool Pool = new(Environment.ProcessorCount - 1);

    /// <summary>Runs slices <c>0 … slices - 1</c> and returns when all are done.</summary>
    /// <param name="job">The work.</param>
    /// <param name="slices">Number of slices; 0 does nothing.</param>
    /// <param name="threads">The most threads to use, the caller included; 1 or less runs on the caller alone.</param>
    /// <exception cref="ArgumentNullException"><paramref name="job"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="slices"/> is negative.</exception>
    /// <remarks>An exception of a slice reaches the caller with its own type and stack; slices not yet begun are left out.</remarks>
    public static void Run(ISliceJob job, int slices, int threads) => Pool.Run(job, slices, threads);
}
