using Gatelight.Tasks.Forecasting;
using Spectre.Console;

namespace Gatelight.Cli.Output;

/// <summary>Shows on stderr how far the work is: a bar where it can be redrawn, else a line now and then, or nothing.</summary>
internal static class ProgressDisplay
{
    // Percentage, time left and the gaps between the columns.
    private const int BarWidth = 20, NumbersWidth = 20;

    /// <summary>Does the work and shows its progress.</summary>
    /// <param name="terminal">Where.</param>
    /// <param name="quiet">Whether to show nothing.</param>
    /// <param name="work">The work.</param>
    /// <param name="counted">What is counted; null to show a percentage instead.</param>
    public static T Run<T>(Terminal terminal, bool quiet, Func<IProgress<ForecastProgress>?, T> work, string? counted = "networks")
    {
        if (quiet)
            return work(null);
        return terminal.HasLiveError ? Live(terminal, work) : work(new PlainProgress(terminal, counted));
    }

    private static T Live<T>(Terminal terminal, Func<IProgress<ForecastProgress>?, T> work)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = terminal.HasErrorColor ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(terminal.Error),
        });
        console.Profile.Width = terminal.Width;
        console.Profile.Capabilities.Unicode = true;
        T? result = default;
        console.Progress()
            .AutoClear(enabled: true)
            .Columns(new ProgressBarColumn { Width = BarWidth }, new PercentageColumn(), new RemainingTimeColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context => result = work(new LiveProgress(context.AddTask("Reading", maxValue: 1), Math.Max(1, terminal.Width - BarWidth - NumbersWidth))));
        return result!;
    }

    private sealed class LiveProgress(ProgressTask task, int width) : IProgress<ForecastProgress>
    {
        public void Report(ForecastProgress value)
        {
            // A phase that runs on over the line would make the bar jump.
            task.Description = Markup.Escape(value.Phase.Length > width ? value.Phase[..(width - 1)] + "…" : value.Phase);
            task.MaxValue = Math.Max(1, value.Total);
            task.Value = value.Done;
        }
    }
}
