using Gatelight.Explain;
using Gatelight.Tasks.Forecasting;

namespace Gatelight.Cli.Explaining;

/// <summary>Counts the pieces of the work on an explanation, and within a piece the inputs asked about where a method tells.</summary>
internal sealed class WorkMeter(IProgress<ForecastProgress>? progress, int pieces) : IProgress<ExplanationProgress>
{
    private const int Fine = 1000;
    private string _phase = "Explaining";
    private double _done;

    /// <summary>Does a piece of the work.</summary>
    public T Piece<T>(string phase, Func<T> work)
    {
        double end = Math.Floor(_done) + 1;
        _phase = phase;
        Report(0);
        T result = work();
        _done = end;
        Report(0);
        return result;
    }

    /// <summary>A part of the work begins; what came before it is done.</summary>
    /// <param name="phase">What it is.</param>
    /// <param name="share">How much of a piece it is.</param>
    public void Step(string phase, double share)
    {
        _phase = phase;
        Report(0);
        _done += share;
    }

    /// <inheritdoc/>
    public void Report(ExplanationProgress value)
    {
        // Without a budget nobody knows how much is to come.
        if (value.Budget < int.MaxValue)
            Report((double)value.Asked / value.Budget);
    }

    private void Report(double part)
    {
        int total = Math.Max(1, pieces) * Fine;
        progress?.Report(new ForecastProgress(_phase, Math.Min(total, (int)(Fine * (_done + Math.Min(part, 1)))), total));
    }
}
