using System.CommandLine;
using Gatelight.Cli.Commands;
using Gatelight.Cli.Output;
using Gatelight.Data;

namespace Gatelight.Cli;

/// <summary>The whole tool as one function: arguments in, text and an exit code out.</summary>
internal static class CommandLine
{
    /// <summary>Parses, calls and prints.</summary>
    /// <param name="args">The arguments, without the name of the tool.</param>
    /// <param name="terminal">Where to print.</param>
    /// <param name="cancellation">Ends the work, as Ctrl-C does.</param>
    /// <returns>0 done, 1 failed, 2 the caller's input is wrong, 130 interrupted.</returns>
    public static int Run(IReadOnlyList<string> args, Terminal terminal, CancellationToken cancellation)
    {
        try
        {
            // No response files: '@sales.csv' is a file name like any other.
            ParseResult parsed = GatelightCommand.Create(new Shell(terminal, cancellation))
                .Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (parsed.Errors.Count > 0 && parsed.Action is not HelpWithExamples)
                throw new InvalidInputException(ParseErrorLine.Of(parsed));
            int code = parsed.Invoke(new InvocationConfiguration
            {
                Output = terminal.Out,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
            terminal.Out.Flush();
            return code;
        }
#pragma warning disable CA1031 // The last line of defence: whatever happens, the user sees one line and no stack trace.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return FailureLine.Write(failure, terminal, cancellation);
        }
    }
}
