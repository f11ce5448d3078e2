using System.CommandLine;

namespace Gatelight.Cli.Commands;

/// <summary>The options that set a number, with the range that each may have.</summary>
internal static class Ranges
{
    /// <summary><c>--horizon</c>.</summary>
    public static Option<int?> Horizon() => NumberOption.Create("--horizon", "Steps forecast at once; 12 by default", 1, 366);

    /// <summary><c>--holdout</c>.</summary>
    public static Option<int?> HoldOut() => NumberOption.Create("--holdout", "Last rows kept aside to measure the forecast; the horizon by default", 1, 10_000);

    /// <summary><c>--window</c>.</summary>
    public static Option<int?> Window() => NumberOption.Create("--window", "Steps that the network looks back; a season by default", 2, 1000);

    /// <summary><c>--season</c>.</summary>
    public static Option<int?> Season() => NumberOption.Create("--season", "Steps of a season, 1 for none; found from the dates by default", 1, 1000);

    /// <summary><c>--hidden</c>.</summary>
    public static Option<int?> HiddenSize() => NumberOption.Create("--hidden", "Hidden units of each network", 1, 1024);

    /// <summary><c>--members</c>.</summary>
    public static Option<int?> Members() => NumberOption.Create("--members", "Networks whose mean is the forecast", 2, 200);

    /// <summary><c>--steps</c> of a training.</summary>
    public static Option<int?> TrainingSteps() => NumberOption.Create("--steps", "Optimizer steps of each network", 1, 100_000);

    /// <summary><c>--steps</c> of a forecast.</summary>
    public static Option<int?> ForecastSteps() => NumberOption.Create("--steps", "Steps to forecast; the model's horizon by default, and beyond it forecasts are fed back", 1, 1000);

    /// <summary><c>--steps-ahead</c>.</summary>
    public static Option<int?> StepsAhead() => NumberOption.Create("--steps-ahead", "How many steps before --at the forecast is made; 1 by default, and for the future from the last row", 1, 366);
}
