namespace Gatelight.Bench.Racing;

/// <summary>One side of a race: the same work, done by one engine.</summary>
internal interface IContender
{
    /// <summary>Runs a number of calls.</summary>
    /// <param name="calls">How many, at least 1.</param>
    /// <returns>Seconds of all of them together.</returns>
    double Run(int calls);
}
