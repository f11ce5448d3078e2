namespace Gatelight.Kernels.Threading;

/// <summary>
/// Work cut into numbered slices that may run in any order and at the same time. What a slice computes must depend on
/// its number alone: then the result has the same bits at any thread count.
/// </summary>
public interface ISliceJob
{
    /// <summary>Computes one slice.</summary>
    /// <param name="slice">Its number, from 0.</param>
    void Run(int slice);
}
