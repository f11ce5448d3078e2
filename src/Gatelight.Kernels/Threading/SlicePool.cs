using System.Runtime.ExceptionServices;

namespace Gatelight.Kernels.Threading;

/// <summary>The background threads of <see cref="SliceRunner"/> and the one job that they work on.</summary>
internal sealed class SlicePool(int mostWorkers)
{
    private readonly SliceWorker?[] _workers = new SliceWorker?[Math.Max(0, mostWorkers)];
    private int _busy;
    private ISliceJob? _job;
    private int _slices;
    private int _next;
    private Exception? _failure;

    /// <summary>See <see cref="SliceRunner.Run"/>.</summary>
    public void Run(ISliceJob job, int slices, int threads)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentOutOfRangeException.ThrowIfNegative(slices);
        int workers = Math.Min(Math.Min(threads, slices) - 1, _workers.Length);
        if (workers <= 0 || Interlocked.CompareExchange(ref _busy, 1, 0) != 0)
        {
            for (int slice = 0; slice < slices; slice++)
                job.Run(slice);
            return;
        }

        try
        {
            RunShared(job, slices, workers);
        }
        finally
        {
            _job = null;
            _failure = null;
            Volatile.Write(ref _busy, 0);
        }
    }

    /// <summary>Takes slices until none is left; the part of every thread, the caller's too.</summary>
    internal void Drain()
    {
        ISliceJob job = _job!;
        try
        {
            for (int slice = Interlocked.Increment(ref _next); slice < _slices; slice = Interlocked.Increment(ref _next))
                job.Run(slice);
        }
#pragma warning disable CA1031 // Whatever a slice throws belongs to the caller of Run, not to the thread it ran on.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Interlocked.CompareExchange(ref _failure, failure, null);
            Volatile.Write(ref _next, _slices);
        }
    }

    private void RunShared(ISliceJob job, int slices, int workers)
    {
        // A thread that cannot start must not leave others at work on a job that the caller takes for ended.
        for (int n = 0; n < workers; n++)
            _workers[n] ??= new SliceWorker(this, n + 1);
        _job = job;
        _slices = slices;
        _next = -1;
        for (int n = 0; n < workers; n++)
            _workers[n]!.Assign();
        Drain();
        for (int n = 0; n < workers; n++)
            _workers[n]!.RevokeOrWait();
        if (_failure is { } failure)
            ExceptionDispatchInfo.Throw(failure);
    }
}
