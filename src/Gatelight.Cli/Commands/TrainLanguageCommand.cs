using System.CommandLine;
using Gatelight.Cli.Output;
using Gatelight.Cli.Reporting;
using Gatelight.Formats.Text;
using Gatelight.Tasks.Language;
using Gatelight.Tasks.Text;

namespace Gatelight.Cli.Commands;

/// <summary><c>train language</c>: a model of the next word from the user's own text.</summary>
internal sealed class TrainLanguageCommand
{
    private readonly Argument<string> _text = new("TEXT") { Description = "the text, a file of plain text" };
    private readonly Option<string?> _out = new("--out") { Description = "The model file; the name of the text with .gatelight by default", HelpName = "FILE" };
    private readonly Option<string?> _report = new("--report") { Description = "An HTML report too", HelpName = "FILE" };
    private readonly Option<TextUnit?> _unit = ChoiceOption.Create<TextUnit>("--unit", "What the text is read by; word by default");
    private readonly TextEncodingOption _encoding = new();
    private readonly Option<bool> _keepCase = new("--keep-case") { Description = "Tell upper from lower case" };
    private readonly Option<int?> _vocabulary = NumberOption.Create("--vocabulary", "The most tokens that are known; 20000 words, 4000 subwords or 1000 characters by default", 10, 200_000);
    private readonly Option<int?> _minCount = NumberOption.Create("--min-count", "How often a token must come to be known; 2 by default", 1, 1_000_000);
    private readonly Option<int?> _hidden = NumberOption.Create("--hidden", "Hidden units of each layer; 256 by default", 1, 4096);
    private readonly Option<int?> _embedding = NumberOption.Create("--embedding", "Width of a token's vector; that of the hidden state by default", 1, 4096);
    private readonly Option<int?> _layers = NumberOption.Create("--layers", "LSTM layers; 1 by default", 1, 8);
    private readonly Option<bool> _untied = new("--untied") { Description = "Give the output layer weights of its own instead of the vectors of the input" };
    private readonly Option<double?> _dropout = DecimalOption.Create("--dropout", "Locked dropout; 0.5, for characters 0.2 by default", 0, 0.95);
    private readonly Option<double?> _recurrentDropout = DecimalOption.Create("--recurrent-dropout", "Dropout of the hidden state; 0.2, for characters 0 by default", 0, 0.95);
    private readonly Option<int?> _epochs = NumberOption.Create("--epochs", "How often the text is read; 18 by default, fewer where it no longer helps", 1, 10_000);
    private readonly Option<int?> _piece = NumberOption.Create("--steps", "Steps that gradients reach back; 35, for characters 100 by default", 1, 10_000);
    private readonly Option<int?> _streams = NumberOption.Create("--streams", "Parts of the text that are read side by side; 20 by default", 1, 1024);
    private readonly Option<double?> _learningRate = DecimalOption.Create("--learning-rate", "Learning rate of Adam at the start; 0.003 by default", 1e-6, 1);
    private readonly PausableTraining _training = new();

    /// <summary>Makes the verb.</summary>
    public static Command Create(Shell shell)
    {
        var verb = new TrainLanguageCommand();
        return shell.Verb(
            "language",
            "Trains a model of the next word on a text and compares it with counting word sequences",
            ["gatelight train language book.txt --out book.gatelight", "gatelight train language book.txt --unit character --report book.html"],
            [verb._text, verb._out, verb._report, .. verb.OfTraining, verb._training.Symbol],
            verb.Run);
    }

    private Option[] OfTraining =>
    [
        _unit, _encoding.Symbol, _keepCase, _vocabulary, _minCount, _hidden, _embedding, _layers, _untied, _dropout, _recurrentDropout, _epochs, _piece, _streams, _learningRate,
    ];

    private void Run(Call call)
    {
        string path = call.Arguments.GetValue(_text)!, name = Path.GetFileName(path);
        string output = call.Arguments.GetValue(_out) ?? Path.GetFileNameWithoutExtension(path) + ".gatelight";
        string? report = call.Arguments.GetValue(_report), resume = _training.From(call);
        OutputFiles files = new OutputFiles().Reads(path);
        if (resume is not null)
            files.Reads(resume);
        files.Writes(output, "--out").Writes(report, "--report");
        _training.Check(call, OfTraining.Where(option => option != _encoding.Symbol));
        string text = TextFile.Read(path, _encoding.Read(call));
        LanguageOptions options = Options(call);
        long start = call.Terminal.Clock.GetTimestamp();
        LanguageResult result = PausableTraining.Run(call, output, steps => resume is null
            ? LanguageTask.Train(text, name, options, null, steps, null, call.Cancellation)
            : LanguageTask.Resume(text, name, resume, call.Threads, steps, null, call.Cancellation));
        TimeSpan elapsed = call.Terminal.Clock.GetElapsedTime(start);
        List<Action<string>> savers = [result.Model.Save];
        if (report is not null)
            savers.Add(file => LanguageReport.OfTraining(result, Command(call, name, result.Model.Facts.Options)).SaveHtml(file));
        files.Write(savers, call.Cancellation);
        call.Print(
            () => LanguageOutput.Document(result, elapsed, files.Paths),
            page => LanguageOutput.Summarize(page, result, elapsed, files.Paths));
    }

    private LanguageOptions Options(Call call)
    {
        var defaults = new LanguageOptions();
        TextUnit unit = call.Arguments.GetValue(_unit) ?? defaults.Unit;
        return defaults with
        {
            Unit = unit,
            Cleaning = call.Arguments.GetValue(_keepCase) && unit != TextUnit.Character ? new TextCleaning { LowerCase = false } : null,
            MaxTokens = call.Arguments.GetValue(_vocabulary),
            MinCount = call.Arguments.GetValue(_minCount) ?? defaults.MinCount,
            HiddenSize = call.Arguments.GetValue(_hidden) ?? defaults.HiddenSize,
            EmbeddingWidth = call.Arguments.GetValue(_embedding),
            Layers = call.Arguments.GetValue(_layers) ?? defaults.Layers,
            IsTied = !call.Arguments.GetValue(_untied),
            Dropout = call.Arguments.GetValue(_dropout),
            RecurrentDropout = call.Arguments.GetValue(_recurrentDropout),
            Epochs = call.Arguments.GetValue(_epochs) ?? defaults.Epochs,
            PieceSteps = call.Arguments.GetValue(_piece),
            Streams = call.Arguments.GetValue(_streams) ?? defaults.Streams,
            LearningRate = call.Arguments.GetValue(_learningRate) ?? defaults.LearningRate,
            Seed = call.Seed,
            Threads = call.Threads,
        };
    }

    // A training that goes on has the options that it began with, whatever the call says.
    private string Command(Call call, string name, LanguageOptions trained)
    {
        LanguageOptions usual = new();
        return new CommandText("train language")
            .With(name)
            .With("--unit", trained.Unit, usual.Unit)
            .With("--encoding", _encoding.Name(call))
            .Flag("--keep-case", trained.Cleaning is { LowerCase: false })
            .With("--vocabulary", trained.MaxTokens)
            .With("--min-count", trained.MinCount, usual.MinCount)
            .With("--hidden", trained.HiddenSize, usual.HiddenSize)
            .With("--embedding", trained.EmbeddingWidth)
            .With("--layers", trained.Layers, usual.Layers)
            .Flag("--untied", !trained.IsTied)
            .With("--dropout", trained.Dropout)
            .With("--recurrent-dropout", trained.RecurrentDropout)
            .With("--epochs", trained.Epochs, usual.Epochs)
            .With("--steps", trained.PieceSteps)
            .With("--streams", trained.Streams, usual.Streams)
            .With("--learning-rate", trained.LearningRate, usual.LearningRate)
            .With("--seed", trained.Seed)
            .With("--report", "report.html")
            .ToString();
    }
}
