using Gatelight.Tasks;
using Gatelight.Tasks.Forecasting;

namespace Gatelight.Cli.Output;

/// <summary>Shows the progress of work that counts something of its own, as epochs.</summary>
internal static class WorkDisplay
{
    /// <summary>Does the work and shows its progress.</summary>
    public static T Run<T>(Terminal terminal, bool quiet, string counted, Func<IProgress<WorkProgress>?, T> work) =>
        ProgressDisplay.Run(terminal, quiet, progress => work(progress is null ? null : new Passed(progress)), counted);

    private sealed class Passed(IProgress<ForecastProgress> progress) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => progress.Report(new ForecastProgress(value.Phase, value.Done, value.Total));
    }
}
