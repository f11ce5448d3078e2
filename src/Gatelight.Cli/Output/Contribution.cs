using Gatelight.Explain;
using Gatelight.Tasks.Forecasting;

namespace Gatelight.Cli.Output;

/// <summary>What one value that was read did to the forecast.</summary>
/// <param name="Time">When it was.</param>
/// <param name="Feature">Which feature it is of.</param>
/// <param name="Value">How much it moved the forecast, in the user's units.</param>
internal sealed record Contribution(DateTime Time, string Feature, double Value)
{
    /// <summary>What the one column of the memory ledger is called: it knows when something was written, not by which feature.</summary>
    public const string Written = "written into memory";

    /// <summary>The names of an attribution's columns.</summary>
    public static IReadOnlyList<string> FeaturesOf(Attribution attribution, ForecastExplanation explanation) =>
        IsLedger(attribution) ? [Written] : explanation.Features;

    /// <summary>What an attribution starts from, in words.</summary>
    public static string BaselineOf(Attribution attribution, ForecastExplanation explanation) =>
        IsLedger(attribution) ? "an empty memory"
        : AttributionMethods.Find(attribution.Method).UsesBaseline ? explanation.BaselineDescription
        : "nothing (this method needs no baseline)";

    /// <summary>The largest contributions, whatever their sign, the largest first; earlier times first among equals.</summary>
    public static IEnumerable<Contribution> Largest(Attribution attribution, ForecastExplanation explanation, int count)
    {
        IReadOnlyList<string> features = FeaturesOf(attribution, explanation);
        return Enumerable.Range(0, attribution.Values.GetLength(0))
            .SelectMany(step => features.Select((feature, column) => new Contribution(explanation.Times[step], feature, attribution.Values[step, column])))
            .OrderByDescending(entry => Math.Abs(entry.Value))
            .Take(count);
    }

    private static bool IsLedger(Attribution attribution) => attribution.Method == new MemoryLedger().Name;
}
