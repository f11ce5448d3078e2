using System.CommandLine;
using Gatelight.Cli.Classification;
using Gatelight.Cli.Output;
using Gatelight.Cli.Reporting;
using Gatelight.Data;
using Gatelight.Tasks.Classification;
using Gatelight.Tasks.Text;

namespace Gatelight.Cli.Commands;

/// <summary><c>train classify</c>: a classifier of the user's own texts or series.</summary>
internal sealed class TrainClassifyCommand
{
    private readonly ExampleSource _source = new();
    private readonly Option<string?> _out = new("--out") { Description = "The model file; the name of the data with .gatelight by default", HelpName = "FILE" };
    private readonly Option<string?> _report = new("--report", "--html") { Description = "An HTML report too", HelpName = "FILE" };
    private readonly Option<string?> _test = new("--test") { Description = "A file of examples to measure by; a share of the data by default", HelpName = "FILE" };
    private readonly Option<string?> _validation = new("--validation") { Description = "A file of examples to stop and calibrate by; a share of the data by default", HelpName = "FILE" };
    private readonly Option<double?> _testShare = DecimalOption.Create("--test-share", "The share of the data to measure by; 0.2 by default", 0.01, 0.9), _validationShare = DecimalOption.Create("--validation-share", "The share of the rest to stop and calibrate by; 0.15 by default, 0.2 for series", 0.01, 0.9);
    private readonly Option<TextUnit?> _unit = ChoiceOption.Create<TextUnit>("--unit", "What texts are read by; words by default");
    private readonly Option<int?> _minCount = NumberOption.Create("--min-count", "How often a word must come to be known; 2 by default", 1, 1_000_000), _words = NumberOption.Create("--max-words", "The most words that are known; 50000, or 8000 subwords by default", 1, 1_000_000), _tokens = NumberOption.Create("--max-tokens", "The most words of a text that are read; 400 by default", 1, 100_000);
    private readonly Option<string?> _vectors = new("--vectors") { Description = "Word vectors to start with, as GloVe and word2vec give them as text", HelpName = "FILE" };
    private readonly Option<int?> _embedding = NumberOption.Create("--embedding", "The size of a word's vector", 1, 2048), _hidden = Ranges.HiddenSize(), _epochs = NumberOption.Create("--epochs", "The most epochs; training stops earlier when validation examples get no better", 1, 10_000), _batch = NumberOption.Create("--batch", "Examples of one step", 1, 4096), _patience = NumberOption.Create("--patience", "Epochs without improvement after which training stops", 1, 10_000);
    private readonly Option<double?> _rate = DecimalOption.Create("--rate", "The learning rate", 1e-6, 1), _dropout = DecimalOption.Create("--dropout", "The share of values dropped in training", 0, 0.95), _smoothing = DecimalOption.Create("--label-smoothing", "How far targets are pulled towards all classes; 0 by default", 0, 0.9);
    private readonly Option<ClassWeighting?> _weights = ChoiceOption.Create<ClassWeighting>("--class-weights", "How much examples of rare classes count; none by default: all the same");
    private readonly Option<bool> _bag = new("--bag") { Description = "Let the mean of the words go to the answer beside the LSTM, as in a bag of words" }, _oneWay = new("--one-way") { Description = "Read from the beginning only, not from the end as well" };

    /// <summary>Makes the verb.</summary>
    public static Command Create(Shell shell)
    {
        var verb = new TrainClassifyCommand();
        return shell.Verb(
            "classify",
            "Trains a classifier of texts or series and compares it with simple methods",
            ["gatelight train classify reviews.csv --text review --label sentiment --out sentiment.gatelight --report quality.html", "gatelight train classify movements_TRAIN.ts --test movements_TEST.ts"],
            [verb._source.Argument, .. verb._source.Options, verb._out, verb._report, .. verb.OfTraining],
            verb.Run);
    }

    private Option[] OfTraining => [_test, _validation, _testShare, _validationShare, _unit, _minCount, _words, _tokens, _vectors, _embedding, _hidden, _epochs, _patience, _batch, _rate, _dropout, _smoothing, _weights, _bag, _oneWay];

    private void Run(Call call)
    {
        string name = _source.Name(call);
        string? report = call.Arguments.GetValue(_report), test = call.Arguments.GetValue(_test), validation = call.Arguments.GetValue(_validation);
        string?[] read = [.. _source.Files(call), test, validation, call.Arguments.GetValue(_vectors)];
        var files = new OutputFiles();
        foreach (string file in read.OfType<string>())
            files.Reads(file);
        files.Writes(call.Arguments.GetValue(_out) ?? name + ".gatelight", "--out").Writes(report, "--report");
        TrainedClassifier trained = _source.AreSeries(call) ? Series(call, test, validation) : Texts(call, test, validation);
        List<Action<string>> savers = [trained.Classifier.Save];
        if (report is not null)
            savers.Add(trained.Report($"{name}: a classifier and how good it is", Command(call)).SaveHtml);
        files.Write(savers, call.Cancellation);
        call.Print(() => trained.Document(files.Paths), page => trained.Summarize(page, files.Paths));
    }

    private TrainedClassifier Texts(Call call, string? test, string? validation)
    {
        LabelledExamples<string>? Other(string? path) => path is null ? null : _source.Texts(call, path);
        LabelledExamples<string>?[] files = _source.Folded(call, _source.Texts(call), Other(validation), Other(test));
        return TrainedClassifier.OfTexts(call, files[0]!, TextOptions(call), Options(call, new ClassifierOptions()), files[1], files[2]);
    }

    private TrainedClassifier Series(Call call, string? test, string? validation)
    {
        var (examples, channels) = _source.Series(call);
        LabelledExamples<SeriesExample>? Other(string? path) => path is null ? null : _source.Series(call, path, channels: channels).Examples;
        LabelledExamples<SeriesExample>?[] files = _source.Folded(call, examples, Other(validation), Other(test));
        return TrainedClassifier.OfSeries(call, files[0]!, channels, Options(call, ClassifierTask.SeriesDefaults), files[1], files[2]);
    }

    private TextOptions TextOptions(Call call)
    {
        TextOptions defaults = new();
        return defaults with
        {
            Unit = call.Arguments.GetValue(_unit) ?? defaults.Unit,
            Vocabulary = defaults.Vocabulary with { MinCount = call.Arguments.GetValue(_minCount) ?? defaults.Vocabulary.MinCount, MaxWords = call.Arguments.GetValue(_words) },
            MaxTokens = call.Arguments.GetValue(_tokens) ?? defaults.MaxTokens,
            EmbeddingSize = call.Arguments.GetValue(_embedding) ?? defaults.EmbeddingSize,
            AddsBag = call.Arguments.GetValue(_bag),
            Vectors = call.Arguments.GetValue(_vectors) is { } path ? EmbeddingVectors.Load(path) : null,
        };
    }

    private ClassifierOptions Options(Call call, ClassifierOptions defaults) => defaults with
    {
        HiddenSize = call.Arguments.GetValue(_hidden) ?? defaults.HiddenSize,
        Bidirectional = !call.Arguments.GetValue(_oneWay),
        Epochs = call.Arguments.GetValue(_epochs) ?? defaults.Epochs,
        Patience = call.Arguments.GetValue(_patience) ?? defaults.Patience,
        BatchSize = call.Arguments.GetValue(_batch) ?? defaults.BatchSize,
        LearningRate = call.Arguments.GetValue(_rate) ?? defaults.LearningRate,
        Dropout = call.Arguments.GetValue(_dropout) ?? defaults.Dropout,
        TestShare = call.Arguments.GetValue(_testShare) ?? defaults.TestShare,
        ValidationShare = call.Arguments.GetValue(_validationShare) ?? defaults.ValidationShare,
        LabelSmoothing = call.Arguments.GetValue(_smoothing) ?? defaults.LabelSmoothing,
        ClassWeights = call.Arguments.GetValue(_weights) ?? defaults.ClassWeights,
        Seed = call.Seed,
        Threads = call.Threads,
    };

    private string Command(Call call) =>
        _source.Command(call, new CommandText("train classify")).Given(call, OfTraining).With("--seed", call.Seed).With("--report", "report.html").ToString();
}
