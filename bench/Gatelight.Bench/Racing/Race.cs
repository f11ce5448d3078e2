using System.Diagnostics;

namespace Gatelight.Bench.Racing;

/// <summary>
/// Times contenders one after the other in every round, each round beginning with another, so that all meet the same noise. What counts are medians
/// over the rounds, and of ratios the median of the ratios within a round.
/// </summary>
/// <param name="Rounds">Samples of each contender.</param>
/// <param name="SecondsPerSample">How long a sample lasts, at least one call.</param>
/// <param name="WarmUpSeconds">How long each contender runs first, so that the compiler has had its time.</param>
/// <param name="Rest">Pause before each sample, since the threads of the engines go on spinning for a while after their work.</param>
internal sealed record Race(int Rounds, double SecondsPerSample, double WarmUpSeconds, TimeSpan Rest)
{
    private const int AwakeningSamples = 2;

    /// <summary>The pace of the tables.</summary>
    public static Race Full { get; } = new(Rounds: 11, SecondsPerSample: 0.01, WarmUpSeconds: 0.25, Rest: TimeSpan.FromMilliseconds(25));

    /// <summary>The pace of a look in between.</summary>
    public static Race Quick { get; } = new(Rounds: 5, SecondsPerSample: 0.005, WarmUpSeconds: 0.1, Rest: TimeSpan.FromMilliseconds(25));

    /// <summary>How long a sample lasts, in whole milliseconds.</summary>
    public int MillisecondsPerSample => (int)(SecondsPerSample * 1000);

    /// <summary>Runs the race.</summary>
    /// <param name="contenders">The contenders; null for one that is not here.</param>
    public RaceResult Run(params IContender?[] contenders)
    {
        int[] calls = Array.ConvertAll(contenders, contender => contender is null ? 0 : WarmUp(contender));
        double[]?[] seconds = Array.ConvertAll(contenders, contender => contender is null ? null : new double[Rounds]);
        for (int round = 0; round < Rounds; round++)
        {
            for (int n = 0; n < contenders.Length; n++)
            {
                int turn = (round + n) % contenders.Length;
                if (contenders[turn] is not { } contender)
                    continue;
                Thread.Sleep(Rest);
                // What is timed is steady work: virtual processors that rested may share one core for a while.
                contender.Run(AwakeningSamples * calls[turn]);
                seconds[turn]![round] = contender.Run(calls[turn]) / calls[turn];
            }
        }

        return new RaceResult(seconds);
    }

    private int WarmUp(IContender contender)
    {
        long start = Stopwatch.GetTimestamp();
        double last = contender.Run(1);
        for (int calls = 1; Stopwatch.GetElapsedTime(start).TotalSeconds < WarmUpSeconds; calls = Math.Min(2 * calls, 1 << 14))
            last = contender.Run(calls) / calls;
        return Math.Clamp((int)(SecondsPerSample / last), 1, 1 << 20);
    }
}
