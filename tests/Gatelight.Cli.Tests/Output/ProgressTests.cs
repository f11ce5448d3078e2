using Gatelight.Cli.Output;
using Gatelight.Tasks.Forecasting;

namespace Gatelight.Cli.Tests.Output;

/// <summary>Progress on stderr.</summary>
public sealed class ProgressTests
{
    [Fact]
    public void ALogGetsALineEveryFiveSecondsWithTheTimeLeft()
    {
        var clock = new SteppedClock();
        using StringWriter error = new() { NewLine = "\n" };
        var progress = new PlainProgress(new Terminal { Out = TextWriter.Null, Error = error, Clock = clock });
        for (int done = 1; done <= 10; done++)
        {
            clock.Now = TimeSpan.FromSeconds(done);
            progress.Report(new ForecastProgress("Backtest", done, 100));
        }

        // A network a second: 99 left after the first, 94 after the sixth.
        Assert.Equal("Backtest: 1 of 100 networks, about 1 min 39 s left\nBacktest: 6 of 100 networks, about 1 min 34 s left\n", error.ToString());
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public void ATerminalGetsABarThatLeavesNothingBehind(bool quiet, int bars)
    {
        using var error = new StringWriter();
        int result = ProgressDisplay.Run(new Terminal { Out = TextWriter.Null, Error = error, HasLiveError = true }, quiet, progress =>
        {
            progress?.Report(new ForecastProgress("Back[test]", 1, 4));
            return 5;
        });
        Assert.Equal(5, result);
        Assert.Equal(bars > 0, error.ToString().Contains("Back[test]", StringComparison.Ordinal));
        // NO_COLOR: no colour is set, whatever else steers the terminal.
        Assert.DoesNotMatch("\u001b\\[[0-9;]*[1-9][0-9;]*m", error.ToString());
    }

    private sealed class SteppedClock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
