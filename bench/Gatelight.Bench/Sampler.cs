using System.Diagnostics;

namespace Gatelight.Bench;

/// <summary>Times one action by the median of samples that are long enough for the clock.</summary>
internal static class Sampler
{
    private const int Samples = 15;
    private const double SecondsPerSample = 0.004;

    /// <summary>Median seconds of one call.</summary>
    public static double Median(Action action) => Sorted(action)[Samples / 2];

    /// <summary>Seconds of one call in the fastest sample: what the machine can do when nobody disturbs it.</summary>
    public static double Fastest(Action action) => Sorted(action)[0];

    private static double[] Sorted(Action action)
    {
        int calls = 1;
        while (Seconds(action, calls) < SecondsPerSample)
            calls *= 2;
        var seconds = new double[Samples];
        for (int n = 0; n < Samples; n++)
            seconds[n] = Seconds(action, calls) / calls;
        Array.Sort(seconds);
        return seconds;
    }

    private static double Seconds(Action action, int calls)
    {
        long start = Stopwatch.GetTimestamp();
        for (int n = 0; n < calls; n++)
            action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
