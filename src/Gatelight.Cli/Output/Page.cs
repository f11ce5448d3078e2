using System.Text;
using Spectre.Console;

namespace Gatelight.Cli.Output;

/// <summary>The text that a verb closes with: paragraphs and tables, printed in one go.</summary>
internal sealed class Page
{
    private readonly Terminal _terminal;
    private readonly StringBuilder _text = new();
    private readonly IAnsiConsole _console;

    /// <summary>Starts an empty page.</summary>
    public Page(Terminal terminal)
    {
        _terminal = terminal;
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = terminal.HasColor ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = terminal.HasColor ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(new StringWriter(_text)),
        });
        _console.Profile.Width = terminal.Width;
        _console.Profile.Capabilities.Unicode = true;
    }

    /// <summary>Writes a heading, after an empty line.</summary>
    public void Heading(string text)
    {
        _console.WriteLine();
        _console.MarkupLineInterpolated($"[bold]{Clean(text)}[/]");
    }

    /// <summary>Writes a line as it is, however long.</summary>
    public void Line(string text) => _text.Append(Clean(text)).Append('\n');

    /// <summary>Writes names and values side by side.</summary>
    public void Pairs(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        KeyValuePair<string, string>[] all = [.. pairs];
        int width = all.Max(pair => pair.Key.Length);
        foreach (var (name, value) in all)
            _text.Append("  ").Append(Clean(name).PadRight(width)).Append("  ").Append(Clean(value)).Append('\n');
    }

    /// <summary>Writes a table: the first column to the left, all others to the right.</summary>
    /// <param name="header">The titles.</param>
    /// <param name="rows">The cells.</param>
    /// <param name="isStrong">Which rows stand out.</param>
    public void Table(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows, Func<int, bool>? isStrong = null)
    {
        var table = new Table { Border = TableBorder.Simple };
        for (int column = 0; column < header.Count; column++)
            table.AddColumn(new TableColumn(Markup.Escape(Clean(header[column]))) { Alignment = column == 0 ? Justify.Left : Justify.Right, NoWrap = column > 0 });
        int number = 0;
        foreach (IReadOnlyList<string> row in rows)
        {
            bool strong = isStrong?.Invoke(number++) ?? false;
            table.AddRow([.. row.Select(cell => new Markup(Markup.Escape(Clean(cell)), strong ? new Style(decoration: Decoration.Bold) : Style.Plain))]);
        }

        _console.Write(table);
    }

    /// <summary>Prints the page.</summary>
    public void Print()
    {
        bool wasEmpty = true;
        foreach (string line in _text.ToString().Split('\n').Select(line => line.TrimEnd()))
        {
            bool isEmpty = line.Length == 0;
            if (isEmpty && wasEmpty)
                continue;
            _terminal.Out.WriteLine(line);
            wasEmpty = isEmpty;
        }
    }

    // Names come from files, and a file must not steer the terminal.
    private static string Clean(string text) => string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));
}
