using System.Diagnostics;

namespace Gatelight.Bench;

/// <summary>Times two actions one after the other in every round, the order turned each time, so that both meet the same noise.</summary>
/// <param name="Rounds">Samples of each action.</param>
/// <param name="SecondsPerSample">How long a sample lasts, at least one call.</param>
/// <param name="WarmUpSeconds">How long each action runs first, so that the compiler has had its time.</param>
/// <param name="Rest">Pause before each sample, for threads that go on spinning after their work.</param>
internal sealed record Alternation(int Rounds, double SecondsPerSample, double WarmUpSeconds, TimeSpan Rest)
{
    /// <summary>The middle one of an odd number of values.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    /// <summary>The seconds of one call in each round.</summary>
    public (double[] First, double[] Second) Run(Action first, Action second)
    {
        int firstCalls = WarmUp(first);
        int secondCalls = WarmUp(second);
        double[] firstSeconds = new double[Rounds];
        double[] secondSeconds = new double[Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            if (round % 2 == 0)
                firstSeconds[round] = Sample(first, firstCalls);
            secondSeconds[round] = Sample(second, secondCalls);
            if (round % 2 == 1)
                firstSeconds[round] = Sample(first, firstCalls);
        }

        return (firstSeconds, secondSeconds);
    }

    /// <summary>Runs an action for the time of warming up; returns the calls that make a sample long enough for the clock.</summary>
    public int WarmUp(Action action)
    {
        int calls = 0;
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < WarmUpSeconds)
        {
            action();
            calls++;
        }

        return Math.Max(1, (int)(calls * SecondsPerSample / WarmUpSeconds));
    }

    private double Sample(Action action, int calls)
    {
        if (Rest > TimeSpan.Zero)
        {
            Thread.Sleep(Rest);
            action();
        }

        long start = Stopwatch.GetTimestamp();
        for (int n = 0; n < calls; n++)
            action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds / calls;
    }
}
