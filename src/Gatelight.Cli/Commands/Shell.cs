using System.CommandLine;

namespace Gatelight.Cli.Commands;

/// <summary>What every verb shares: the options that are the same everywhere, and the way its work is called.</summary>
internal sealed class Shell(Terminal terminal, CancellationToken cancellation)
{
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON document on stdout; progress stays on stderr", Recursive = true };
    private readonly Option<bool> _quiet = new("--quiet") { Description = "Show no progress", Recursive = true };
    private readonly Option<int?> _seed = Recursive(NumberOption.Create("--seed", "Seed of every random choice: same seed, same bits; 1 by default", 0, int.MaxValue));
    private readonly Option<int?> _threads = Recursive(NumberOption.Create("--threads", "Threads to use; all processors by default, and the result is the same with any number", 1, 1024));

    /// <summary>The options that every verb takes.</summary>
    public IEnumerable<Option> Options => [_json, _seed, _threads, _quiet];

    /// <summary>Makes a verb.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does, in one line.</param>
    /// <param name="examples">How it is called; shown under its help.</param>
    /// <param name="symbols">Its arguments and options.</param>
    /// <param name="run">Its work.</param>
    public Command Verb(string name, string description, string[] examples, IEnumerable<Symbol> symbols, Action<Call> run) =>
        Verb(name, description, examples, symbols, call =>
        {
            run(call);
            return 0;
        });

    /// <summary>Makes a verb that may be done without having gone well.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does, in one line.</param>
    /// <param name="examples">How it is called; shown under its help.</param>
    /// <param name="symbols">Its arguments and options.</param>
    /// <param name="run">Its work; gives the exit code.</param>
    public Command Verb(string name, string description, string[] examples, IEnumerable<Symbol> symbols, Func<Call, int> run)
    {
        var command = new VerbCommand(name, description, examples);
        foreach (Symbol symbol in symbols)
        {
            if (symbol is Argument argument)
                command.Arguments.Add(argument);
            else
                command.Options.Add((Option)symbol);
        }

        command.SetAction(arguments => run(new Call
        {
            Terminal = terminal,
            Arguments = arguments,
            Cancellation = cancellation,
            Json = arguments.GetValue(_json),
            Quiet = arguments.GetValue(_quiet),
            Seed = arguments.GetValue(_seed) ?? 1,
            Threads = arguments.GetValue(_threads) ?? Environment.ProcessorCount,
        }));
        return command;
    }

    /// <summary>Characters a line of help may have.</summary>
    public int Width => terminal.Width;

    private static Option<int?> Recursive(Option<int?> option)
    {
        option.Recursive = true;
        return option;
    }
}
