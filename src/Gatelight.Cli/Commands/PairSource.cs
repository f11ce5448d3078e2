using System.CommandLine;
using Gatelight.Data;
using Gatelight.Formats.Text;
using Gatelight.Tasks.Translation;

namespace Gatelight.Cli.Commands;

/// <summary>The files of pairs of texts: one file, or two whose lines belong together.</summary>
internal sealed class PairSource
{
    private readonly Argument<string[]> _pairs = new("PAIRS") { Description = "the pairs: a file with source, tab and target on each line, a table with two columns, or two files line by line", Arity = new ArgumentArity(1, 2) };
    private readonly Option<string[]> _validation = Files("--validation", "Pairs to choose the best epoch by; a twentieth of the pairs by default");
    private readonly Option<string[]> _test = Files("--test", "Pairs to judge the model by; another twentieth by default");
    private readonly Option<string?> _source = new("--source") { Description = "The column of the sources, in a file with a header", HelpName = "COL" };
    private readonly Option<string?> _target = new("--target") { Description = "The column of the targets, in a file with a header", HelpName = "COL" };
    private readonly TextEncodingOption _encoding = new();

    /// <summary>The argument and the options.</summary>
    public IEnumerable<Symbol> Symbols => [_pairs, _validation, _test, _source, _target, _encoding.Symbol];

    /// <summary>The files with the pairs to learn from.</summary>
    public string[] Paths(Call call) => call.Arguments.GetValue(_pairs)!;

    /// <summary>Every file that is read.</summary>
    public IEnumerable<string> All(Call call) => [.. Paths(call), .. call.Arguments.GetValue(_validation) ?? [], .. call.Arguments.GetValue(_test) ?? []];

    /// <summary>Reads the pairs.</summary>
    /// <exception cref="InvalidInputException">A file or a column is wrong; one line names the place.</exception>
    public TranslationData Read(Call call) => new(
        string.Join(" + ", Paths(call).Select(Path.GetFileName)), Pairs(call, Paths(call))!, Pairs(call, call.Arguments.GetValue(_validation)), Pairs(call, call.Arguments.GetValue(_test)));

    /// <summary>Writes the arguments as a person would type them.</summary>
    public Reporting.CommandText Write(Call call, Reporting.CommandText command)
    {
        foreach (string path in Paths(call))
            command.With(Path.GetFileName(path));
        foreach ((string name, string[]? files) in new[] { ("--validation", call.Arguments.GetValue(_validation)), ("--test", call.Arguments.GetValue(_test)) })
        {
            foreach (string file in files ?? [])
                command.With(name, Path.GetFileName(file));
        }

        return command.With("--source", call.Arguments.GetValue(_source)).With("--target", call.Arguments.GetValue(_target)).With("--encoding", _encoding.Name(call));
    }

    /// <summary>Reads the pairs of one file, or of two whose lines belong together.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="options">The encoding.</param>
    /// <param name="source">The column of the sources, in a file with a header; null where it is not named.</param>
    /// <param name="target">The column of the targets.</param>
    /// <exception cref="InvalidInputException">A file or a column is wrong; one line names the place.</exception>
    public static IReadOnlyList<TextPair> Pairs(string[] paths, TextReadOptions options, string? source, string? target)
    {
        if (paths.Length > 2)
            throw new InvalidInputException($"{paths.Length} files were given where one file of pairs, or two files line by line, are meant.");
        if (paths.Length == 2 && (source ?? target) is { } column)
            throw new InvalidInputException($"The column '{OneLine.Of(column)}' means nothing for two files line by line; leave it out, or give one file with a header.");
        return [.. (paths.Length == 2
            ? TextPairReader.ReadAligned(paths[0], paths[1], options)
            : TextPairReader.Read(paths[0], options, source, target)).Select(pair => new TextPair(pair.Key, pair.Value))];
    }

    private IReadOnlyList<TextPair>? Pairs(Call call, string[]? paths) =>
        paths is { Length: > 0 } ? Pairs(paths, _encoding.Read(call), call.Arguments.GetValue(_source), call.Arguments.GetValue(_target)) : null;

    private static Option<string[]> Files(string name, string description) =>
        new(name) { Description = description, HelpName = "FILE", Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = true };
}
