namespace Gatelight.Bench;

/// <summary>Counts the managed memory that work takes, on every thread.</summary>
internal static class AllocatedBytes
{
    /// <summary>The bytes that a call allocates.</summary>
    public static long Of(Action call)
    {
        call();
        long before = GC.GetTotalAllocatedBytes(precise: true);
        call();
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }
}
