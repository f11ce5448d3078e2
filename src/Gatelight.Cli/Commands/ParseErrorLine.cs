using System.CommandLine;
using System.CommandLine.Parsing;
using Gatelight.Data;

namespace Gatelight.Cli.Commands;

/// <summary>What is wrong with a command line, in one line, with the nearest name that exists.</summary>
internal static class ParseErrorLine
{
    /// <summary>Makes the line.</summary>
    /// <param name="parsed">A command line with errors.</param>
    public static string Of(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        string path = Path(parsed.CommandResult);
        string help = $"'{path} --help' shows how it is called.";
        if (parsed.UnmatchedTokens is [var unmatched, ..])
            return Unmatched(unmatched, command, path, help);
        foreach (ParseError error in parsed.Errors)
        {
            if (error.SymbolResult is OptionResult { Option: var option, Tokens.Count: 0 })
                return $"{option.Name} needs a value{(option.HelpName is null ? "" : $" ({option.HelpName})")}; {help}";
        }

        if (command.Subcommands.Count > 0)
            return $"No verb is given after '{path}'; choose one of {Names(command)}. {help}";
        if (command.Arguments.FirstOrDefault(argument => argument.Arity.MinimumNumberOfValues > 0 && parsed.GetResult(argument) is not { Tokens.Count: > 0 }) is { } missing)
            return $"{missing.Name} is missing: {missing.Description}; {help}";
        return parsed.Errors[0] is { SymbolResult: OptionResult { Option: var repeated, IdentifierTokenCount: > 1 and var times } } && repeated.Arity.MaximumNumberOfValues == 1
            ? FormattableString.Invariant($"{repeated.Name} is given {times} times; give it once.")
            : parsed.Errors[0].Message;
    }

    private static string Unmatched(string token, Command command, string path, string help)
    {
        string shown = OneLine.Of(token);
        if (token.StartsWith('-'))
        {
            IEnumerable<string> options = command.Options.Concat(command.Parents.OfType<Command>().SelectMany(Ancestry).SelectMany(parent => parent.Options.Where(option => option.Recursive)))
                .Where(option => !option.Hidden).Select(option => option.Name);
            return $"'{path}' has no option '{shown}'; {DidYouMean(token, options) ?? help}";
        }

        return command.Subcommands.Count > 0
            ? $"There is no verb '{shown}' after '{path}'; {DidYouMean(token, command.Subcommands.Select(verb => verb.Name)) ?? $"choose one of {Names(command)}."}"
            : $"'{path}' takes no further argument '{shown}'; {help}";
    }

    private static IEnumerable<Command> Ancestry(Command command) =>
        command.Parents.OfType<Command>().SelectMany(Ancestry).Prepend(command);

    private static string? DidYouMean(string name, IEnumerable<string> candidates) =>
        NearestName.Of(name, candidates) is { } nearest ? $"did you mean '{nearest}'?" : null;

    private static string Names(Command command) => string.Join(", ", command.Subcommands.Select(verb => verb.Name));

    private static string Path(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{Path(parent)} {result.Command.Name}" : result.Command.Name;
}
