using Gatelight.Tasks.Forecasting;

namespace Gatelight.Cli.Output;

/// <summary>Progress as plain lines, for logs: one every few seconds at most.</summary>
internal sealed class PlainProgress(Terminal terminal) : IProgress<ForecastProgress>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly long _start = terminal.Clock.GetTimestamp();
    private TimeSpan? _last;

    /// <inheritdoc/>
    public void Report(ForecastProgress value)
    {
        lock (_lock)
        {
            TimeSpan elapsed = terminal.Clock.GetElapsedTime(_start);
            if (_last is { } last && elapsed - last < Pause)
                return;
            _last = elapsed;
            string left = value.Done > 0 && value.Done < value.Total
                ? $", about {NumberText.Duration(elapsed / value.Done * (value.Total - value.Done))} left"
                : "";
            terminal.Error.WriteLine(FormattableString.Invariant($"{value.Phase}: {value.Done} of {value.Total} networks{left}"));
        }
    }
}
