namespace Gatelight.Tasks.Forecasting.Baselines;

/// <summary>The conditions that every baseline shares.</summary>
internal static class BaselineArguments
{
    public static void Check(ReadOnlySpan<double> history, int season, int steps)
    {
        if (history.IsEmpty)
            throw new ArgumentException("A baseline needs at least one past value.", nameof(history));
        ArgumentOutOfRangeException.ThrowIfLessThan(season, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
    }
}
