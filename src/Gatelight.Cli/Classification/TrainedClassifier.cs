using System.Globalization;
using System.Text.Json.Nodes;
using Gatelight.Cli.Commands;
using Gatelight.Cli.Output;
using Gatelight.Data;
using Gatelight.Reports;
using Gatelight.Tasks.Classification;

namespace Gatelight.Cli.Classification;

/// <summary>A classifier that was just trained, with what is printed and written of it; the same for texts and series.</summary>
internal sealed record TrainedClassifier
{
    /// <summary>The classifier.</summary>
    public required Classifier Classifier { get; init; }

    /// <summary>How good it is.</summary>
    public required ClassifierEvaluation Evaluation { get; init; }

    /// <summary>What cleaning did; none for series.</summary>
    public IReadOnlyList<string> Cleaning { get; init; } = [];

    /// <summary>Makes the report from a title and the command line.</summary>
    public required Func<string, string, Report> Report { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Trains on texts.</summary>
    public static TrainedClassifier OfTexts(Call call, LabelledExamples<string> examples, TextOptions text, ClassifierOptions options, LabelledExamples<string>? validation, LabelledExamples<string>? test)
    {
        long start = call.Terminal.Clock.GetTimestamp();
        ClassifierResult<string> result = WorkDisplay.Run(call.Terminal, call.Quiet, "epochs", progress => ClassifierTask.TrainTexts(examples, text, options, validation, test, progress, call.Cancellation));
        return new TrainedClassifier
        {
            Classifier = result.Classifier,
            Evaluation = result.Evaluation,
            Cleaning = result.Cleaning is { } cleaning ? cleaning.Describe() : [],
            Report = (title, command) => ClassifierReport.OfTexts(result, title, command, options.Seed, call.Cancellation),
            Elapsed = call.Terminal.Clock.GetElapsedTime(start),
        };
    }

    /// <summary>Trains on series.</summary>
    public static TrainedClassifier OfSeries(
        Call call, LabelledExamples<SeriesExample> examples, IReadOnlyList<string> channels, ClassifierOptions options, LabelledExamples<SeriesExample>? validation, LabelledExamples<SeriesExample>? test)
    {
        long start = call.Terminal.Clock.GetTimestamp();
        ClassifierResult<SeriesExample> result = WorkDisplay.Run(call.Terminal, call.Quiet, "epochs", progress => ClassifierTask.TrainSeries(examples, channels, options, validation, test, progress, call.Cancellation));
        return new TrainedClassifier
        {
            Classifier = result.Classifier,
            Evaluation = result.Evaluation,
            Report = (title, command) => ClassifierReport.OfSeries(result, title, command),
            Elapsed = call.Terminal.Clock.GetElapsedTime(start),
        };
    }

    /// <summary>The JSON document.</summary>
    public JsonObject Document(IReadOnlyList<string> files) => new()
    {
        ["seconds"] = Math.Round(Elapsed.TotalSeconds, 3),
        ["seed"] = Classifier.Facts.Seed,
        ["settings"] = JsonText.Object(Classifier.Describe()),
        ["cleaning"] = JsonText.Texts(Cleaning),
        ["notes"] = JsonText.Texts(Classifier.Facts.Notes),
        ["test"] = ClassifierOutput.Quality(Evaluation, Classifier.Facts.TestSource),
        ["files"] = JsonText.Texts(files),
    };

    /// <summary>The summary for a person.</summary>
    public void Summarize(Page page, IReadOnlyList<string> files)
    {
        ClassifierFacts facts = Classifier.Facts;
        page.Line(string.Create(CultureInfo.InvariantCulture, $"{facts.Source}: {facts.Training:N0} examples to learn from, {facts.Validation:N0} to stop by, {facts.Test:N0} to measure by; {Classifier.Classes.Count} classes"));
        foreach (string note in facts.Notes)
            page.Line($"Note: {note}");
        if (Cleaning.Count > 0)
            page.Line($"Cleaning: {string.Join("; ", Cleaning)}");
        ClassifierTexts.Quality(page, Evaluation, facts.TestSource);
        ForecastPage.Files(page, files);
        page.Line("");
        page.Line(FormattableString.Invariant($"Done in {NumberText.Duration(Elapsed)}, {facts.Epochs} epochs, seed {facts.Seed}."));
    }
}
