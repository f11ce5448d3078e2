using Gatelight.Kernels.Threading;

namespace Gatelight.Kernels.Tests;

/// <summary>The slice runner, on its own pool of three workers so that the tests mean the same on every machine.</summary>
public sealed class SliceRunnerTests
{
    private readonly SlicePool _pool = new(3);

    [Theory]
    [InlineData(0, 4)]
    [InlineData(1, 4)]
    [InlineData(2, 4)]
    [InlineData(100, 4)]
    [InlineData(100, 1)]
    [InlineData(100, 0)]
    [InlineData(100, -5)]
    [InlineData(100, 1000)]
    public void Every_slice_runs_once(int slices, int threads)
    {
        var counts = new int[slices];
        _pool.Run(new Job(slice => Interlocked.Increment(ref counts[slice])), slices, threads);
        Assert.All(counts, count => Assert.Equal(1, count));
    }

    [Fact]
    public void Every_slice_runs_once_in_thousands_of_calls_with_and_without_pauses()
    {
        var counts = new int[7];
        var job = new Job(slice => Interlocked.Increment(ref counts[slice]));
        using var never = new ManualResetEventSlim();
        for (int call = 0; call < 5_000; call++)
        {
            if (call % 1_000 == 0)
                never.Wait(TimeSpan.FromMilliseconds(5), TestContext.Current.CancellationToken); // the workers fall asleep meanwhile; nothing announces it
            _pool.Run(job, counts.Length, 4);
            Assert.All(counts, count => Assert.Equal(call + 1, count));
        }
    }

    [Fact]
    public void Slices_run_on_several_threads_at_once()
    {
        using var together = new Barrier(4);
        bool met = true;
        _pool.Run(
            new Job(_ =>
            {
                if (!together.SignalAndWait(TimeSpan.FromSeconds(30)))
                    met = false;
            }),
            4,
            4);
        Assert.True(met, "four slices never were under way at the same time");
    }

    [Fact]
    public void One_thread_runs_the_slices_in_order_on_the_caller()
    {
        var order = new List<int>();
        int caller = Environment.CurrentManagedThreadId;
        _pool.Run(
            new Job(slice =>
            {
                Assert.Equal(caller, Environment.CurrentManagedThreadId);
                order.Add(slice);
            }),
            5,
            1);
        Assert.Equal([0, 1, 2, 3, 4], order);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void An_exception_of_a_slice_reaches_the_caller_and_the_next_call_works(int threads)
    {
        var failure = new InvalidOperationException("slice 7");
        var job = new Job(slice =>
        {
            if (slice == 7)
                throw failure;
        });
        Assert.Same(failure, Assert.Throws<InvalidOperationException>(() => _pool.Run(job, 50, threads)));
        Every_slice_runs_once(100, threads);
    }

    [Fact]
    public void An_exception_on_a_background_thread_reaches_the_caller()
    {
        int caller = Environment.CurrentManagedThreadId;
        using var thrown = new ManualResetEventSlim();
        var job = new Job(_ =>
        {
            if (Environment.CurrentManagedThreadId == caller)
            {
                thrown.Wait(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
                return;
            }

            thrown.Set();
            throw new NotSupportedException("from a background thread");
        });
        Assert.Throws<NotSupportedException>(() => _pool.Run(job, 4, 4));
    }

    [Fact]
    public void A_nested_call_runs_on_its_own_thread()
    {
        var counts = new int[8 * 8];
        _pool.Run(
            new Job(outer =>
            {
                int thread = Environment.CurrentManagedThreadId;
                _pool.Run(
                    new Job(inner =>
                    {
                        Assert.Equal(thread, Environment.CurrentManagedThreadId);
                        Interlocked.Increment(ref counts[8 * outer + inner]);
                    }),
                    8,
                    4);
            }),
            8,
            4);
        Assert.All(counts, count => Assert.Equal(1, count));
    }

    [Fact]
    public void Concurrent_calls_never_block_each_other()
    {
        var totals = new int[6];
        Thread[] callers = [.. Enumerable.Range(0, totals.Length).Select(caller => new Thread(() =>
        {
            for (int call = 0; call < 500; call++)
                _pool.Run(new Job(_ => Interlocked.Increment(ref totals[caller])), 5, 4);
        }))];
        foreach (Thread caller in callers)
            caller.Start();
        foreach (Thread caller in callers)
            Assert.True(caller.Join(TimeSpan.FromSeconds(60)), "a caller hangs");
        Assert.All(totals, total => Assert.Equal(2_500, total));
    }

    [Fact]
    public void A_warm_call_allocates_nothing_on_the_caller()
    {
        var job = new Job(static _ => { });
        for (int call = 0; call < 10; call++)
            _pool.Run(job, 8, 4);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int call = 0; call < 100; call++)
            _pool.Run(job, 8, 4);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_machine_of_one_processor_has_no_workers_and_still_runs()
    {
        int ran = 0;
        new SlicePool(0).Run(new Job(_ => ran++), 9, 8);
        Assert.Equal(9, ran);
    }

    [Fact]
    public void The_shared_runner_runs_every_slice_and_refuses_nonsense()
    {
        int ran = 0;
        SliceRunner.Run(new Job(_ => Interlocked.Increment(ref ran)), 64, Environment.ProcessorCount);
        Assert.Equal(64, ran);
        Assert.Throws<ArgumentNullException>(() => SliceRunner.Run(null!, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SliceRunner.Run(new Job(static _ => { }), -1, 1));
    }

    private sealed class Job(Action<int> run) : ISliceJob
    {
        public void Run(int slice) => run(slice);
    }
}
