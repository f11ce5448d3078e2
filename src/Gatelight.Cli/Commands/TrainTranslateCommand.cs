using System.CommandLine;
using Gatelight.Cli.Output;
using Gatelight.Cli.Reporting;
using Gatelight.Tasks.Text;
using Gatelight.Tasks.Translation;

namespace Gatelight.Cli.Commands;

/// <summary><c>train translate</c>: a model that turns a text into another, from pairs of both.</summary>
internal sealed class TrainTranslateCommand
{
    private readonly PairSource _source = new();
    private readonly Option<string?> _out = new("--out") { Description = "The model file; the name of the pairs with .gatelight by default", HelpName = "FILE" };
    private readonly Option<string?> _report = new("--report") { Description = "An HTML report too", HelpName = "FILE" };
    private readonly Option<TextUnit?> _unit = ChoiceOption.Create<TextUnit>("--unit", "What both texts are read by, word or subword; word by default");
    private readonly Option<bool> _keepCase = new("--keep-case") { Description = "Tell upper from lower case" };
    private readonly Option<int?> _vocabulary = NumberOption.Create("--vocabulary", "The most tokens known of each side; 20000 words or 4000 subwords by default", 10, 200_000);
    private readonly Option<int?> _minCount = NumberOption.Create("--min-count", "How often a token must come to be known; 2 by default", 1, 1_000_000);
    private readonly Option<int?> _hidden = NumberOption.Create("--hidden", "Hidden units of each layer, an even number; 256 by default", 2, 4096);
    private readonly Option<int?> _layers = NumberOption.Create("--layers", "LSTM layers on each side; 1 by default", 1, 8);
    private readonly Option<double?> _dropout = DecimalOption.Create("--dropout", "Dropout; 0.3 by default", 0, 0.95);
    private readonly Option<int?> _epochs = NumberOption.Create("--epochs", "How often all pairs are read; 12 by default, fewer where it no longer helps", 1, 10_000);
    private readonly Option<int?> _batch = NumberOption.Create("--batch", "Pairs of a step; 16 by default", 1, 4096);
    private readonly Option<double?> _learningRate = DecimalOption.Create("--learning-rate", "Learning rate of Adam at the start; 0.0012 by default", 1e-6, 1);
    private readonly Option<int?> _beams = NumberOption.Create("--beams", "Outputs that the search keeps; 5 by default", 1, 64);
    private readonly Option<int?> _maxLength = NumberOption.Create("--max-length", "The most tokens of a text that is learned from; 100 by default", 2, 10_000);
    private readonly PausableTraining _training = new();

    /// <summary>Makes the verb.</summary>
    public static Command Create(Shell shell)
    {
        var verb = new TrainTranslateCommand();
        return shell.Verb(
            "translate",
            "Trains a model that turns a text into another: a translation, an answer, a summary",
            ["gatelight train translate pairs.tsv --out french.gatelight", "gatelight train translate train.en train.fr --validation val.en val.fr --test test.en test.fr --report french.html"],
            [.. verb._source.Symbols, verb._out, verb._report, .. verb.OfTraining, verb._training.Symbol],
            verb.Run);
    }

    private Option[] OfTraining => [_unit, _keepCase, _vocabulary, _minCount, _hidden, _layers, _dropout, _epochs, _batch, _learningRate, _beams, _maxLength];

    private void Run(Call call)
    {
        string output = call.Arguments.GetValue(_out) ?? Path.GetFileNameWithoutExtension(_source.Paths(call)[0]) + ".gatelight";
        string? report = call.Arguments.GetValue(_report), resume = _training.From(call);
        OutputFiles files = new();
        foreach (string path in _source.All(call))
            files.Reads(path);
        if (resume is not null)
            files.Reads(resume);
        files.Writes(output, "--out").Writes(report, "--report");
        _training.Check(call, OfTraining);
        TranslationOptions options = Options(call);
        TranslationData data = _source.Read(call);
        long start = call.Terminal.Clock.GetTimestamp();
        TranslationResult result = PausableTraining.Run(call, output, steps => resume is null
            ? TranslationTask.Train(data, options, steps, null, call.Cancellation)
            : TranslationTask.Resume(data, resume, call.Threads, steps, null, call.Cancellation));
        TimeSpan elapsed = call.Terminal.Clock.GetElapsedTime(start);
        List<Action<string>> savers = [result.Model.Save];
        if (report is not null)
            savers.Add(file => TranslationReport.OfTraining(result, Command(call, result.Model.Facts.Options)).SaveHtml(file));
        files.Write(savers, call.Cancellation);
        call.Print(
            () => TranslationOutput.Document(result, elapsed, files.Paths),
            page => TranslationOutput.Summarize(page, result, elapsed, files.Paths));
    }

    private TranslationOptions Options(Call call)
    {
        var defaults = new TranslationOptions();
        return defaults with
        {
            Unit = call.Arguments.GetValue(_unit) ?? defaults.Unit,
            Cleaning = defaults.Cleaning with { LowerCase = !call.Arguments.GetValue(_keepCase) },
            MaxTokens = call.Arguments.GetValue(_vocabulary),
            MinCount = call.Arguments.GetValue(_minCount) ?? defaults.MinCount,
            HiddenSize = call.Arguments.GetValue(_hidden) ?? defaults.HiddenSize,
            Layers = call.Arguments.GetValue(_layers) ?? defaults.Layers,
            Dropout = call.Arguments.GetValue(_dropout) ?? defaults.Dropout,
            Epochs = call.Arguments.GetValue(_epochs) ?? defaults.Epochs,
            BatchSize = call.Arguments.GetValue(_batch) ?? defaults.BatchSize,
            LearningRate = call.Arguments.GetValue(_learningRate) ?? defaults.LearningRate,
            Beams = call.Arguments.GetValue(_beams) ?? defaults.Beams,
            MaxLength = call.Arguments.GetValue(_maxLength) ?? defaults.MaxLength,
            Seed = call.Seed,
            Threads = call.Threads,
        };
    }

    // A training that goes on has the options that it began with, whatever the call says.
    private string Command(Call call, TranslationOptions trained)
    {
        TranslationOptions usual = new();
        return _source.Write(call, new CommandText("train translate"))
            .With("--unit", trained.Unit, usual.Unit)
            .Flag("--keep-case", !trained.Cleaning.LowerCase)
            .With("--vocabulary", trained.MaxTokens)
            .With("--min-count", trained.MinCount, usual.MinCount)
            .With("--hidden", trained.HiddenSize, usual.HiddenSize)
            .With("--layers", trained.Layers, usual.Layers)
            .With("--dropout", trained.Dropout, usual.Dropout)
            .With("--epochs", trained.Epochs, usual.Epochs)
            .With("--batch", trained.BatchSize, usual.BatchSize)
            .With("--learning-rate", trained.LearningRate, usual.LearningRate)
            .With("--beams", trained.Beams, usual.Beams)
            .With("--max-length", trained.MaxLength, usual.MaxLength)
            .With("--seed", trained.Seed)
            .With("--report", "report.html")
            .ToString();
    }
}
