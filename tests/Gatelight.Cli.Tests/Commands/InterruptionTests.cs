using System.Text;

namespace Gatelight.Cli.Tests.Commands;

/// <summary>Ctrl-C: one line, exit 130, nothing written.</summary>
public sealed class InterruptionTests
{
    private const string Line = "interrupted; nothing was written";

    [Fact]
    public void CancelledFromTheStart()
    {
        using var folder = new TempFolder();
        CliRun run = CliRun.Of(new CancellationToken(canceled: true), "quickstart", "--out", folder.At("q"), "--members", "2", "--steps", "5", "--quiet");
        Assert.Equal((130, "", Line + "\n"), (run.Code, run.Out, run.Error));
        Assert.Empty(folder.Content);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void CancelledAmidTheTraining(bool isLive)
    {
        using var folder = new TempFolder();
        using var source = new CancellationTokenSource();
        using var output = new StringWriter();
        using var error = new CancellingWriter(source);
        string[] args = ["quickstart", "--out", folder.At("q"), "--members", "2", "--steps", "5"];
        int code = CommandLine.Run(args, new Terminal { Out = output, Error = error, HasLiveError = isLive }, source.Token);
        Assert.Equal((130, ""), (code, output.ToString()));
        Assert.EndsWith(Line + "\n", error.ToString(), StringComparison.Ordinal);
        Assert.NotEqual(Line + "\n", error.ToString());
        Assert.Empty(folder.Content);
        // A cursor that was hidden is shown again.
        Assert.Equal(isLive, error.ToString().Contains("\u001b[?25h", StringComparison.Ordinal));
        Assert.True(error.ToString().LastIndexOf("\u001b[?25h", StringComparison.Ordinal) >= error.ToString().LastIndexOf("\u001b[?25l", StringComparison.Ordinal));
    }

    /// <summary>Stands for a user who presses Ctrl-C when the first progress shows.</summary>
    private sealed class CancellingWriter(CancellationTokenSource source) : StringWriter
    {
        public override string NewLine => "\n";

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(string? value)
        {
            base.Write(value);
            source.Cancel();
        }

        public override void WriteLine(string? value)
        {
            base.Write(value + "\n");
            source.Cancel();
        }
    }
}
