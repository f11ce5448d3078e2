using Gatelight.Tasks.Forecasting;
using Spectre.Console;

namespace Gatelight.Cli.Output;

/// <summary>Shows on stderr how far the work is: a bar where it can be redrawn, else a line now and then, or nothing.</summary>
internal static class ProgressDisplay
{
    /// <summary>Does the work and shows its progress.</summary>
    /// <param name="terminal">Where.</param>
    /// <param name="quiet">Whether to show nothing.</param>
    /// <param name="work">The work.</param>
    public static T Run<T>(Terminal terminal, bool quiet, Func<IProgress<ForecastProgress>?, T> work)
    {
        if (quiet)
            return work(null);
        return terminal.HasLiveError ? Live(terminal, work) : work(new PlainProgress(terminal));
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
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 30 }, new PercentageColumn(), new RemainingTimeColumn())
            .Start(context => result = work(new LiveProgress(context.AddTask("Reading", maxValue: 1))));
        return result!;
    }

    private sealed class LiveProgress(ProgressTask task) : IProgress<ForecastProgress>
    {
        public void Report(ForecastProgress value)
        {
            task.Description = Markup.Escape(value.Phase);
            task.MaxValue = Math.Max(1, value.Total);
            task.Value = value.Done;
        }
    }
}
