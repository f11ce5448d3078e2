using System.CommandLine;
using Gatelight.Data;
using Gatelight.Formats.Text;

namespace Gatelight.Cli.Commands.Predict;

/// <summary>The options that say what a model is asked.</summary>
internal sealed class PredictOptions
{
    private readonly Argument<string?> _data = new("DATA") { Description = "the data to answer for, a file; texts one a line or in a table, or series", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string[]> _text = new("--text") { Description = "The text to answer for, instead of a file; may be repeated", HelpName = "TEXT", Arity = ArgumentArity.OneOrMore };
    private readonly Option<int?> _top = NumberOption.Create("--top", "How many answers of each text are shown; 10 by default", 1, 1000);
    private readonly Option<int?> _beams = NumberOption.Create("--beams", "Outputs that the search keeps; those of the training by default", 1, 64);
    private readonly Option<string?> _html = new("--html") { Description = "An HTML page too", HelpName = "FILE" };
    private readonly Option<string?> _out = new("--out") { Description = "The answers as a CSV file too", HelpName = "FILE" };
    private readonly TextEncodingOption _encoding = new();

    /// <summary>The second argument and the options, in the order in which help shows them.</summary>
    public IEnumerable<Symbol> Symbols => [_data, _text, _top, _beams, _html, _out, _encoding.Symbol];

    /// <summary>How many answers are shown.</summary>
    public int Top(Call call) => call.Arguments.GetValue(_top) ?? 10;

    /// <summary>The outputs that a search keeps; null for those of the training.</summary>
    public int? Beams(Call call) => call.Arguments.GetValue(_beams);

    /// <summary>The page that is asked for, or null.</summary>
    public string? Html(Call call) => call.Arguments.GetValue(_html);

    /// <summary>The file of the data, or null.</summary>
    public string? Data(Call call) => call.Arguments.GetValue(_data);

    /// <summary>The CSV file that is asked for, or null.</summary>
    public string? Out(Call call) => call.Arguments.GetValue(_out);

    /// <summary>The texts of <c>--text</c>; none where there is a file instead.</summary>
    /// <exception cref="InvalidInputException">Both were given.</exception>
    public IReadOnlyList<string> TextsGiven(Call call)
    {
        string[] texts = call.Arguments.GetValue(_text) ?? [];
        return texts.Length > 0 && Data(call) is { } data ? throw new InvalidInputException($"Both --text and the file '{OneLine.Of(data)}' were given; leave one of them out.") : texts;
    }

    /// <summary>How the file is read.</summary>
    public TextReadOptions Reading(Call call) => _encoding.Read(call);

    /// <summary>The texts: those of <c>--text</c>, or the lines of the file.</summary>
    /// <exception cref="InvalidInputException">There is none, or both were given.</exception>
    public IReadOnlyList<string> Texts(Call call)
    {
        IReadOnlyList<string> texts = TextsGiven(call);
        if (texts.Count > 0)
            return texts;
        string data = Data(call) ?? throw new InvalidInputException("There is no text; give one with --text TEXT, or a file with one text a line.");
        return [.. TextFile.Read(data, _encoding.Read(call)).Split('\n').Select(line => line.TrimEnd('\r')).Where(line => !string.IsNullOrWhiteSpace(line))];
    }

    /// <summary>Refuses what a kind of model does not understand.</summary>
    /// <exception cref="InvalidInputException">An option was given that means nothing for this model.</exception>
    public void Check(Call call, IPredictionKind kind)
    {
        foreach (Option option in Symbols.OfType<Option>())
        {
            if (call.Arguments.GetResult(option) is { Implicit: false } && !kind.Options.Contains(option.Name, StringComparer.Ordinal))
                throw new InvalidInputException($"{option.Name} means nothing for {kind.Name}; leave it out. It takes {string.Join(", ", kind.Options.Where(name => name != "DATA"))}.");
        }
    }
}
