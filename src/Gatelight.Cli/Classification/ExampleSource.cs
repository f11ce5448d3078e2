using System.CommandLine;
using Gatelight.Cli.Commands;
using Gatelight.Data;
using Gatelight.Formats.Csv;
using Gatelight.Formats.Text;
using Gatelight.Formats.Ts;
using Gatelight.Tasks.Classification;

namespace Gatelight.Cli.Classification;

/// <summary>Labelled texts or series from files, and which of their columns are meant.</summary>
internal sealed class ExampleSource
{
    private readonly Argument<string?> _data = new("DATA") { Description = "the examples: CSV, TSV, JSON lines, plain text, a folder for each class, or a .ts file of series", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _text = new("--text") { Description = "The column of the texts; found where its name tells", HelpName = "COL" };
    private readonly Option<string?> _label = new("--label") { Description = "The column of the classes; found where its name tells", HelpName = "COL" };
    private readonly Option<TextFormat?> _format = ChoiceOption.Create<TextFormat>("--format", "How texts stand in the file; found from its name by default");
    private readonly TextEncodingOption _encoding = new();
    private readonly Option<string[]> _classes = new("--class") { Description = "A file of plain text with one text of that class a line; may be repeated, instead of DATA", HelpName = "NAME=FILE", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string[]> _fold = new("--fold") { Description = "Reads the label OLD as NEW; may be repeated, to join classes", HelpName = "OLD=NEW", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> _id = new("--id") { Description = "For series in a CSV of one row a step: the column that tells the series apart", HelpName = "COL" };
    private readonly Option<string?> _time = new("--time") { Description = "For such series: the column of the steps' order; that of the file by default", HelpName = "COL" };

    private readonly Func<Call, string?>? _given, _givenTime;

    /// <summary>Makes the argument and its options.</summary>
    /// <param name="given">Where the path comes from, for a verb that has an argument of its own for it; null for the argument here.</param>
    /// <param name="time">Where the column of time comes from, for a verb that has an option of its own for it; null for the option here.</param>
    public ExampleSource(Func<Call, string?>? given = null, Func<Call, string?>? time = null) => (_given, _givenTime) = (given, time);

    /// <summary>The argument.</summary>
    public Argument Argument => _data;

    /// <summary>The options.</summary>
    public IEnumerable<Option> Options => [_text, _label, _format, _encoding.Symbol, _classes, _fold, _id, .. _givenTime is null ? (Option[])[_time] : []];

    /// <summary>The path of the examples; null where they come from a file for each class.</summary>
    public string? PathOrNull(Call call) => _given is null ? call.Arguments.GetValue(_data) : _given(call);

    /// <summary>How texts are read.</summary>
    public TextReadOptions Reading(Call call) => _encoding.Read(call);

    /// <summary>The files that are read.</summary>
    public IEnumerable<string> Files(Call call) => PathOrNull(call) is { } path ? [path] : Classes(call).Select(entry => entry.Value);

    /// <summary>Whether the examples are series.</summary>
    public bool AreSeries(Call call) => call.Arguments.GetValue(_id) is not null || (PathOrNull(call) is { } path && IsTs(path));

    /// <summary>What the examples are called.</summary>
    public string Name(Call call) => PathOrNull(call) is { } path ? Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(path)) : string.Join('-', Classes(call).Select(entry => entry.Key));

    /// <summary>Labelled texts.</summary>
    /// <param name="call">The call.</param>
    /// <param name="path">Another file than DATA; null for DATA itself.</param>
    /// <param name="facts">The columns that a model remembers; null for none.</param>
    public LabelledExamples<string> Texts(Call call, string? path = null, ClassifierFacts? facts = null)
    {
        TextReadOptions options = _encoding.Read(call) with { Format = call.Arguments.GetValue(_format) };
        KeyValuePair<string, string>[] files = Classes(call);
        path ??= PathOrNull(call);
        if (path is not null && files.Length > 0 && path == PathOrNull(call))
            throw new InvalidInputException($"Both the file '{OneLine.Of(path)}' and --class were given; leave one of them out.");
        if (path is null && files.Length == 0)
            throw new InvalidInputException("DATA is missing: give a file of labelled examples, or --class NAME=FILE for each class.");
        Table table = path is not null ? TextTableReader.Read(path, options) : TextTableReader.ReadClasses(files, options);
        string? text = call.Arguments.GetValue(_text) ?? Known(table, facts?.Column), label = call.Arguments.GetValue(_label) ?? Known(table, facts?.LabelColumn);
        if (table.Columns.Length == 1 && label is null)
            throw new InvalidInputException($"{table.Name} holds texts without labels; give a CSV with a column of labels, --class NAME=FILE for each class, or --format labelledlines.");
        return TextExamples.FromTable(table, text, label);
    }

    /// <summary>Series, labelled where there are labels.</summary>
    /// <param name="call">The call.</param>
    /// <param name="path">Another file than DATA; null for DATA itself.</param>
    /// <param name="facts">The columns that a model remembers; null for none.</param>
    /// <param name="channels">The channels that a model reads; null for all.</param>
    public (LabelledExamples<SeriesExample> Examples, IReadOnlyList<string> Channels) Series(Call call, string? path = null, ClassifierFacts? facts = null, IReadOnlyList<string>? channels = null)
    {
        path ??= PathOrNull(call) ?? throw new InvalidInputException("DATA is missing: give a .ts file, or a CSV of one row a step.");
        if (IsTs(path))
        {
            LabelledSeries series = TsReader.Read(path);
            return (SeriesExamples.From(series), series.Channels);
        }

        Table table = CsvTableReader.Read(path);
        string id = call.Arguments.GetValue(_id) ?? facts?.Column ?? throw new InvalidInputException($"{table.Name}: name the column that tells the series apart with --id.");
        string label = call.Arguments.GetValue(_label) ?? Known(table, facts?.LabelColumn) ?? throw new InvalidInputException($"{table.Name}: name the column of the classes with --label; there are {OneLine.Of(string.Join(", ", table.Columns.Select(column => $"'{column.Name}'")))}.");
        // Without its column of time a series is another one: it is never left out in silence.
        string? time = (_givenTime is null ? call.Arguments.GetValue(_time) : _givenTime(call)) ?? facts?.TimeColumn;
        LabelledSeries rows = SeriesExamples.FromTable(table, id, label, time, channels);
        return (SeriesExamples.From(rows) with { Column = id, LabelColumn = label, TimeColumn = time }, rows.Channels);
    }

    /// <summary>The series of a file, read as those that a classifier was trained on; labels are not looked at.</summary>
    /// <param name="classifier">The classifier.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidInputException">The file is none of series, or a column is missing.</exception>
    public static LabelledSeries Series(SeriesClassifier classifier, string path)
    {
        if (IsTs(path))
            return TsReader.Read(path);
        ClassifierFacts facts = classifier.Facts;
        string id = facts.Column ?? throw new InvalidInputException($"The model was trained on a .ts file and does not know which column of {path} tells the series apart; give a .ts file.");
        return SeriesExamples.FromTable(CsvTableReader.Read(path), id, timeColumn: facts.TimeColumn, channels: [.. classifier.Channels.Select(channel => channel.Name)]);
    }

    /// <summary>Renames labels as <c>--fold</c> says; a label must be in one of the files at least, lest a slip of the pen pass unseen.</summary>
    /// <param name="call">The call.</param>
    /// <param name="files">The examples of each file; null for a file that was not given.</param>
    /// <exception cref="InvalidInputException">No file has a label that is to be renamed.</exception>
    public LabelledExamples<T>?[] Folded<T>(Call call, params LabelledExamples<T>?[] files)
    {
        LabelledExamples<T>[] given = [.. files.OfType<LabelledExamples<T>>()];
        HashSet<string> labels = [.. given.SelectMany(examples => examples.Labels)];
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        foreach (var (old, name) in Pairs(call.Arguments.GetValue(_fold), "--fold", "OLD=NEW"))
        {
            if (!labels.Contains(old))
                throw new InvalidInputException($"--fold {OneLine.Of(old)}={OneLine.Of(name)}: {string.Join(", ", given.Select(examples => examples.Source))} {(given.Length == 1 ? "has" : "have")} no label '{OneLine.Of(old)}'; there are {OneLine.Of(string.Join(", ", labels.Take(20)))}.");
            names[old] = name;
        }

        return [.. files.Select(examples => examples is null ? null : examples with { Labels = [.. examples.Labels.Select(label => names.GetValueOrDefault(label, label))] })];
    }

    /// <summary>Whether a file is one of series by its name.</summary>
    public static bool IsTs(string path) => string.Equals(Path.GetExtension(path), ".ts", StringComparison.OrdinalIgnoreCase);

    /// <summary>The options as they were given, for the command line that makes a result again.</summary>
    public Reporting.CommandText Command(Call call, Reporting.CommandText command)
    {
        if (PathOrNull(call) is { } path)
            command.With(Path.GetFileName(Path.TrimEndingDirectorySeparator(path)));
        return command.Given(call, Options);
    }

    private static string? Known(Table table, string? column) => column is not null && table.Columns.Any(own => own.Name == column) ? column : null;

    private KeyValuePair<string, string>[] Classes(Call call) => [.. Pairs(call.Arguments.GetValue(_classes), "--class", "NAME=FILE")];

    private static IEnumerable<KeyValuePair<string, string>> Pairs(string[]? entries, string option, string form)
    {
        foreach (string entry in entries ?? [])
        {
            int at = entry.IndexOf('=', StringComparison.Ordinal);
            if (at < 1 || at == entry.Length - 1)
                throw new InvalidInputException($"{option} must be written {form}, not '{OneLine.Of(entry)}'.");
            yield return new KeyValuePair<string, string>(entry[..at], entry[(at + 1)..]);
        }
    }
}
