using System.CommandLine;
using Gatelight.Cli.Commands;
using Gatelight.Data;
using Gatelight.Tasks.Forecasting;

namespace Gatelight.Cli.Tests.Commands;

/// <summary>The ranges that the command line names are those that the forecasting options keep.</summary>
public sealed class RangesTests
{
    [Theory]
    [InlineData("--horizon", 1, 366)]
    [InlineData("--holdout", 1, 10_000)]
    [InlineData("--window", 2, 1000)]
    [InlineData("--season", 1, 1000)]
    [InlineData("--hidden", 1, 1024)]
    [InlineData("--members", 2, 200)]
    [InlineData("--steps", 1, 100_000)]
    public void BothRefuseJustBeyondTheEnds(string name, int least, int most)
    {
        foreach (int value in (int[])[least, most])
        {
            Assert.Empty(Errors(name, value));
            Set(name, value);
        }

        foreach (int value in (int[])[least - 1, most + 1])
        {
            Assert.Single(Errors(name, value));
            Assert.Throws<InvalidInputException>(() => Set(name, value));
        }
    }

    private static IEnumerable<string> Errors(string name, int value)
    {
        Option<int?> option = new Func<Option<int?>>[] { Ranges.Horizon, Ranges.HoldOut, Ranges.Window, Ranges.Season, Ranges.HiddenSize, Ranges.Members, Ranges.TrainingSteps }
            .Select(make => make()).Single(option => option.Name == name);
        return new RootCommand { option }.Parse([name, FormattableString.Invariant($"{value}")]).Errors.Select(error => error.Message);
    }

    private static ForecastOptions Set(string name, int value) => name switch
    {
        "--horizon" => new ForecastOptions { Horizon = value },
        "--holdout" => new ForecastOptions { HoldOut = value },
        "--window" => new ForecastOptions { Window = value },
        "--season" => new ForecastOptions { Season = value },
        "--hidden" => new ForecastOptions { HiddenSize = value },
        "--members" => new ForecastOptions { Members = value },
        _ => new ForecastOptions { TrainingSteps = value },
    };
}
