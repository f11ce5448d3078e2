using System.Diagnostics;

namespace Gatelight.Bench.Racing;

/// <summary>A contender in this process.</summary>
/// <param name="call">What is timed.</param>
internal sealed class LocalContender(Action call) : IContender
{
    public double Run(int calls)
    {
        long start = Stopwatch.GetTimestamp();
        for (int n = 0; n < calls; n++)
            call();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
