using System.Diagnostics;
using System.Globalization;

namespace Gatelight.Kernels.Threading;

/// <summary>One background thread: it spins for a while after its work, because the next is usually near, and then sleeps.</summary>
/// <remarks>
/// To wake a sleeping thread takes up to a tenth of a millisecond, so one that slept between two layers came when the work was
/// done. It spins past whatever lies between two passes of a model.
/// </remarks>
internal sealed class SliceWorker
{
    private const int Idle = 0;
    private const int Assigned = 1;
    private const int Working = 2;

    // Longer than the gap between two training steps of a small model, shorter than anybody would notice.
    private static readonly long SpinTicks = Stopwatch.Frequency / 500;

    // The clock is asked once in so many looks at the state, because asking it takes as long as a few looks.
    private const int LooksPerClock = 16;

    private readonly SlicePool _pool;
    private readonly object _gate = new();
    private int _state;
    private int _sleepers;

    /// <summary>Starts the thread, idle.</summary>
    public SliceWorker(SlicePool pool, int number)
    {
        _pool = pool;
        var thread = new Thread(Loop)
        {
            IsBackground = true,
            Name = string.Create(CultureInfo.InvariantCulture, $"Gatelight slices {number}"),
        };
        thread.UnsafeStart();
    }

    /// <summary>Called by the owner of the pool: there is work.</summary>
    public void Assign() => Enter(Assigned);

    /// <summary>Called by the owner of the pool when no slice is left: takes the work back if it was never begun, else waits for its end.</summary>
    public void RevokeOrWait()
    {
        if (Interlocked.CompareExchange(ref _state, Idle, Assigned) == Working)
            WaitFor(Idle);
    }

    private void Loop()
    {
        while (true)
        {
            WaitFor(Assigned);
            if (Interlocked.CompareExchange(ref _state, Working, Assigned) != Assigned)
                continue;
            _pool.Drain();
            Enter(Idle);
        }
    }

    private void Enter(int state)
    {
        // A full fence on each side (here and in WaitFor): either the sleeper is seen here, or the state is seen there.
        Interlocked.Exchange(ref _state, state);
        if (Volatile.Read(ref _sleepers) == 0)
            return;
        lock (_gate)
            Monitor.PulseAll(_gate);
    }

    private void WaitFor(int state)
    {
        long start = Stopwatch.GetTimestamp();
        do
        {
            for (int look = 0; look < LooksPerClock; look++)
            {
                if (Volatile.Read(ref _state) == state)
                    return;
                Thread.SpinWait(1);
            }

            Thread.Yield(); // costs a fraction of a microsecond where nothing else wants to run
        }
        while (Stopwatch.GetTimestamp() - start < SpinTicks);

        lock (_gate)
        {
            Interlocked.Increment(ref _sleepers);
            while (Volatile.Read(ref _state) != state)
                Monitor.Wait(_gate);
            Interlocked.Decrement(ref _sleepers);
        }
    }
}
