using Gatelight.Data;
using Gatelight.Explain;
using Gatelight.Kernels;
using Gatelight.Layers;

namespace Gatelight.Cli.Output;

/// <summary>A failure as the one line and the exit code that the user gets.</summary>
internal static class FailureLine
{
    /// <summary>Something failed that is not the caller's fault.</summary>
    public const int Failed = 1;

    /// <summary>The caller's input is wrong.</summary>
    public const int WrongInput = 2;

    /// <summary>Ended by Ctrl-C, as shells count it: 128 + SIGINT.</summary>
    public const int Interrupted = 130;

    /// <summary>Writes the line.</summary>
    /// <returns>The exit code.</returns>
    public static int Write(Exception failure, Terminal terminal, CancellationToken cancellation)
    {
        failure = Cause(failure);
        if (failure is PausedException paused)
        {
            terminal.Error.WriteLine(Line(paused.Message));
            return Interrupted;
        }

        if (failure is OperationCanceledException && cancellation.IsCancellationRequested)
        {
            terminal.Error.WriteLine("interrupted; nothing was written");
            return Interrupted;
        }

        bool isInput = failure is InvalidInputException or ExplanationException or LayerException or KernelSelectionException or IOException or UnauthorizedAccessException;
        string line = Line(failure.Message);
        terminal.Error.WriteLine($"error: {(isInput ? line : Unexpected(failure, line, terminal.ShowsTrace))}");
        if (terminal.ShowsTrace)
            terminal.Error.WriteLine(failure.ToString());
        return isInput ? WrongInput : Failed;
    }

    /// <summary>The text on one line, without anything that steers a terminal.</summary>
    public static string Line(string text) =>
        string.Join(' ', string.Concat(text.Select(character => char.IsControl(character) || character is '\u2028' or '\u2029' ? ' ' : character))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string Unexpected(Exception failure, string line, bool showsTrace) =>
        $"{line.TrimEnd('.')} ({failure.GetType().Name}{(showsTrace ? "" : "; GATELIGHT_DEBUG=1 shows where")})";

    private static Exception Cause(Exception failure) => failure switch
    {
        AggregateException { InnerExceptions: [var first, ..] } => Cause(first),
        TypeInitializationException { InnerException: { } inner } => Cause(inner),
        _ => failure,
    };
}
