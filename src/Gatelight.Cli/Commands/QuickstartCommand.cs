using System.CommandLine;
using Gatelight.Cli.Classification;
using Gatelight.Cli.Output;
using Gatelight.Cli.Reporting;
using Gatelight.Tasks.Datasets;
using Gatelight.Tasks.Forecasting;
using Gatelight.Tasks.Forecasting.Series;

namespace Gatelight.Cli.Commands;

/// <summary><c>quickstart</c>: the main job from end to end on the series that ships with the tool.</summary>
internal static class QuickstartCommand
{
    private const string DatasetName = "car-sales", DefaultFolder = "gatelight-quickstart";

    /// <summary>Makes the verb.</summary>
    public static Command Create(Shell shell)
    {
        var folder = new Option<string?>("--out") { Description = $"The folder for what is written; {DefaultFolder} by default", HelpName = "DIR" };
        Option<QuickstartTask?> task = ChoiceOption.Create<QuickstartTask>("--task", "What to show: a forecast by default, or a classifier of reviews");
        // For trying the tool out in a second; the forecast is the worse for it.
        Option<int?> members = Ranges.Members(), steps = Ranges.TrainingSteps();
        Option<int?> reviews = NumberOption.Create("--reviews", "How many reviews are generated", 50, 100_000);
        members.Hidden = steps.Hidden = reviews.Hidden = true;
        return shell.Verb(
            "quickstart",
            "Trains on embedded data, explains what comes of it and writes a report",
            ["gatelight quickstart", "gatelight quickstart --task sentiment", "gatelight quickstart --out cars --json"],
            [folder, task, members, steps, reviews],
            call =>
            {
                string into = call.Arguments.GetValue(folder) ?? DefaultFolder;
                if (call.Arguments.GetValue(task) == QuickstartTask.Sentiment)
                    SentimentQuickstart.Run(call, into, call.Arguments.GetValue(reviews));
                else
                    Run(call, into, call.Arguments.GetValue(members), call.Arguments.GetValue(steps));
            });
    }

    private static void Run(Call call, string folder, int? members, int? steps)
    {
        var files = new OutputFiles();
        foreach (string name in (string[])["forecast.csv", "model.gatelight", "report.html"])
            files.Writes(folder.Length == 0 ? folder : Path.Combine(folder, name), "--out", createsFolder: true);
        Dataset dataset = DatasetCatalog.Find(DatasetName);
        var defaults = new ForecastOptions();
        var training = Training.Run(call, TimeSeriesReader.FromTable(dataset.Rows), defaults with
        {
            Members = members ?? defaults.Members,
            TrainingSteps = steps ?? defaults.TrainingSteps,
            Seed = call.Seed,
            Threads = call.Threads,
        });
        string command = new CommandText("quickstart").With("--seed", call.Seed).With("--members", members).With("--steps", steps).ToString();
        files.Write(
            [training.SaveForecast, training.Result.Model.Save, path => training.SaveReport(path, "Car sales in Quebec", "cars", command)],
            call.Cancellation);
        call.Print(
            () => training.Document(dataset.Name, files.Paths),
            page => training.Summarize(page, dataset.Description, files.Paths));
    }
}
