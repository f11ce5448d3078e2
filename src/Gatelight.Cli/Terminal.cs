namespace Gatelight.Cli;

/// <summary>Where the tool prints, and what that place can show.</summary>
internal sealed record Terminal
{
    /// <summary>Results.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Progress and errors.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether results may be coloured.</summary>
    public bool HasColor { get; init; }

    /// <summary>Whether progress may be redrawn in place.</summary>
    public bool HasLiveError { get; init; }

    /// <summary>Whether progress may be coloured.</summary>
    public bool HasErrorColor { get; init; }

    /// <summary>Characters a line.</summary>
    public int Width { get; init; } = DefaultWidth;

    /// <summary>Whether an unexpected failure shows its stack trace.</summary>
    public bool ShowsTrace { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    private const int DefaultWidth = 100;

    /// <summary>The console of this process.</summary>
    public static Terminal OfConsole()
    {
        bool color = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        bool dumb = Environment.GetEnvironmentVariable("TERM") is "dumb" or "";
        bool liveError = !Console.IsErrorRedirected && !dumb;
        return new Terminal
        {
            Out = Console.Out,
            Error = Console.Error,
            HasColor = color && !Console.IsOutputRedirected && !dumb,
            HasLiveError = liveError,
            HasErrorColor = color && liveError,
            Width = Console.IsOutputRedirected ? DefaultWidth : Math.Clamp(Console.WindowWidth, 40, 120),
            ShowsTrace = Environment.GetEnvironmentVariable("GATELIGHT_DEBUG") == "1",
        };
    }
}
