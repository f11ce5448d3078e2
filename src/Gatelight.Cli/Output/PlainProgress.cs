using Gatelight.Tasks.Forecasting;

namespace Gatelight.Cli.Output;

/// <summary>Progress as plain lines, for logs: one every few seconds at most.</summary>
/// <param name="terminal">Where.</param>
/// <param name="counted">What is counted; null to show a percentage instead.</param>
internal sealed class PlainProgress(Terminal terminal, string? counted = "networks") : IProgress<ForecastProgress>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly long _start = terminal.Clock.GetTimestamp();
    private TimeSpan? _last;

    /// <inheritdoc/>
    public void Report(ForecastProgress value)
    {
        // Work that turns out not to be possible at once needs no line that it began.
        if (counted is null && value.Done == 0)
            return;
        lock (_lock)
        {
            TimeSpan elapsed = terminal.Clock.GetElapsedTime(_start);
            if (_last is { } last && elapsed - last < Pause)
                return;
            _last = elapsed;
            string left = value.Done > 0 && value.Done < value.Total
                ? $", about {NumberText.Duration(elapsed / value.Done * (value.Total - value.Done))} left"
                : "";
            string done = counted is null ? NumberText.Percent((double)value.Done / value.Total) : FormattableString.Invariant($"{value.Done} of {value.Total} {counted}");
            terminal.Error.WriteLine($"{value.Phase}: {done}{left}");
        }
    }
}
