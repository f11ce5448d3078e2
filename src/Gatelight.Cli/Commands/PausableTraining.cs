using System.CommandLine;
using Gatelight.Cli.Output;
using Gatelight.Tasks;
using Gatelight.Tasks.Forecasting;
using Gatelight.Training;

namespace Gatelight.Cli.Commands;

/// <summary>A training that shows its steps, and that Ctrl-C leaves in a file from which it can go on.</summary>
internal sealed class PausableTraining
{
    private const string Ending = ".checkpoint";

    private readonly Option<string?> _resume = new("--resume") { Description = "Go on with an interrupted training, from the file that it left; its own options hold", HelpName = "FILE" };

    /// <summary>The option.</summary>
    public Option Symbol => _resume;

    /// <summary>The file to go on from; null to begin anew.</summary>
    public string? From(Call call) => call.Arguments.GetValue(_resume);

    /// <summary>Refuses options of a new training beside <c>--resume</c>.</summary>
    /// <exception cref="Gatelight.Data.InvalidInputException">One was given.</exception>
    public void Check(Call call, IEnumerable<Option> options)
    {
        if (From(call) is not null && options.FirstOrDefault(option => call.Arguments.GetResult(option) is { Implicit: false }) is { } set)
            throw new Gatelight.Data.InvalidInputException($"{set.Name} cannot be changed in a training that goes on: with --resume its own options hold; leave {set.Name} out.");
    }

    /// <summary>Trains; where the user ends it, saves where it stopped beside the model's file.</summary>
    /// <exception cref="PausedException">The user ended it.</exception>
    public static T Run<T>(Call call, string output, Func<IProgress<TrainingStep>?, T> train)
    {
        string checkpoint = output + Ending;
        try
        {
            return ProgressDisplay.Run(call.Terminal, call.Quiet, progress => train(progress is null ? null : new StepProgress(progress)), counted: null);
        }
        catch (TrainingPausedException paused)
        {
            paused.SaveCheckpoint(checkpoint);
            throw new PausedException($"interrupted after {paused.Epochs} whole epoch(s); the training so far is in {checkpoint}: give the same command --resume {checkpoint} to go on");
        }
    }

    private sealed class StepProgress(IProgress<ForecastProgress> display) : IProgress<TrainingStep>
    {
        public void Report(TrainingStep value) =>
            display.Report(new ForecastProgress(FormattableString.Invariant($"Epoch {value.Epoch}, loss {value.Loss:F2}"), (int)value.Done, (int)value.Total));
    }
}
