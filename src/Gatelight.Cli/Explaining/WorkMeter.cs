using Gatelight.Explain;
using Gatelight.Tasks.Forecasting;

namespace Gatelight.Cli.Explaining;

/// <summary>Counts the pieces of the work on an explanation, and within a piece the inputs asked about where a method tells.</summary>
internal sealed class WorkMeter(IProgress<ForecastProgress>? progress, int pieces) : IProgress<ExplanationProgress>
{
    private const int Fine = 100;
    private string _phase = "Explaining";
    private int _done;

    /// <summary>Does a piece of the work.</summary>
    public T Piece<T>(string phase, Func<T> work)
    {
        _phase = phase;
        Report(0);
        T result = work();
        _done++;
        Report(0);
        return result;
    }

    /// <inheritdoc/>
    public void Report(ExplanationProgress value)
    {
        // Without a budget nobody knows how much is to come.
        if (value.Budget < int.MaxValue)
            Report((int)(Fine * (long)value.Asked / value.Budget));
    }

    private void Report(int part) => progress?.Report(new ForecastProgress(_phase, _done * Fine + Math.Min(part, Fine - 1), Math.Max(1, pieces) * Fine));
}
