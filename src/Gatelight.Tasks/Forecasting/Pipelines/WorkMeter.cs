namespace Gatelight.Tasks.Forecasting.Pipelines;

/// <summary>Counts the networks trained, over all phases, and tells a listener.</summary>
internal sealed class WorkMeter(IProgress<ForecastProgress>? listener, int total)
{
    private int _done;

    /// <summary>What is being done now, in words.</summary>
    internal string Phase { get; set; } = string.Empty;

    internal void NetworkDone()
    {
        int done = Interlocked.Increment(ref _done);
        listener?.Report(new ForecastProgress(Phase, done, Math.Max(total, done)));
    }
}
