namespace Gatelight.Cli.Tests;

/// <summary>One run of the tool within the test's process: what it printed and its exit code.</summary>
internal sealed record CliRun(int Code, string Out, string Error)
{
    /// <summary>Runs the tool.</summary>
    public static CliRun Of(params string[] args) => Of(CancellationToken.None, args);

    /// <summary>Runs the tool, which may be interrupted.</summary>
    public static CliRun Of(CancellationToken cancellation, params string[] args)
    {
        using StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        int code = CommandLine.Run(args, new Terminal { Out = output, Error = error }, cancellation);
        return new CliRun(code, output.ToString(), error.ToString());
    }

    /// <summary>Whatever was asked was refused in one line, and nothing was printed as a result.</summary>
    public void AssertRefused(string line)
    {
        Assert.Equal($"error: {line}\n", Error);
        Assert.Equal("", Out);
        Assert.Equal(2, Code);
    }

    /// <summary>All went well.</summary>
    public CliRun AssertDone()
    {
        Assert.True(Code == 0, Error);
        return this;
    }
}
