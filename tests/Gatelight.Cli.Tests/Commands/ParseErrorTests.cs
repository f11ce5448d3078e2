using Gatelight.Explain;

namespace Gatelight.Cli.Tests.Commands;

/// <summary>A command line that makes no sense gets one line that says what is wrong and how to mend it. The lines were approved by reading them.</summary>
public sealed class ParseErrorTests
{
    [Theory]
    [InlineData("quikstart", "There is no verb 'quikstart' after 'gatelight'; did you mean 'quickstart'?")]
    [InlineData("dance", "There is no verb 'dance' after 'gatelight'; choose one of quickstart, train, forecast, predict, generate, explain, evaluate, run, convert, inspect, datasets, info.")]
    [InlineData("train", "No verb is given after 'gatelight train'; choose one of forecast, classify, language, translate. 'gatelight train --help' shows how it is called.")]
    [InlineData("train forecst", "There is no verb 'forecst' after 'gatelight train'; did you mean 'forecast'?")]
    [InlineData("quickstart --sed 1", "'gatelight quickstart' has no option '--sed'; did you mean '--seed'?")]
    [InlineData("train forecast x.csv --horizn 3", "'gatelight train forecast' has no option '--horizn'; did you mean '--horizon'?")]
    [InlineData("info --frobnicate", "'gatelight info' has no option '--frobnicate'; 'gatelight info --help' shows how it is called.")]
    [InlineData("info extra", "'gatelight info' takes no further argument 'extra'; 'gatelight info --help' shows how it is called.")]
    [InlineData("forecast", "MODEL is missing: the model file; 'gatelight forecast --help' shows how it is called.")]
    [InlineData("forecast m.gatelight", "CSV is missing: the CSV file of the series, with a header; 'gatelight forecast --help' shows how it is called.")]
    [InlineData("train forecast x.csv --target", "--target needs a value (COL); 'gatelight train forecast --help' shows how it is called.")]
    [InlineData("train forecast x.csv --horizon 3 --horizon 4", "--horizon is given 2 times; give it once.")]
    [InlineData("train forecast x.csv --horizon 0", "--horizon must be a whole number from 1 to 366, not '0'.")]
    [InlineData("train forecast x.csv --horizon -3", "--horizon must be a whole number from 1 to 366, not '-3'.")]
    [InlineData("train forecast x.csv --horizon twelve", "--horizon must be a whole number from 1 to 366, not 'twelve'.")]
    [InlineData("train forecast x.csv --horizon 1.5", "--horizon must be a whole number from 1 to 366, not '1.5'.")]
    [InlineData("train forecast x.csv --horizon 99999999999999999999", "--horizon must be a whole number from 1 to 366, not '99999999999999999999'.")]
    [InlineData("train forecast x.csv --holdout 0", "--holdout must be a whole number from 1 to 10000, not '0'.")]
    [InlineData("train forecast x.csv --window 1", "--window must be a whole number from 2 to 1000, not '1'.")]
    [InlineData("train forecast x.csv --season 0", "--season must be a whole number from 1 to 1000, not '0'.")]
    [InlineData("train forecast x.csv --hidden 0", "--hidden must be a whole number from 1 to 1024, not '0'.")]
    [InlineData("train forecast x.csv --members 1", "--members must be a whole number from 2 to 200, not '1'.")]
    [InlineData("train forecast x.csv --steps 0", "--steps must be a whole number from 1 to 100000, not '0'.")]
    [InlineData("train forecast x.csv --scale lag", "--scale must be one of raw, log, not 'lag'; did you mean 'log'?")]
    [InlineData("train forecast x.csv --gaps ignore", "--gaps must be one of interpolate, refuse, report, not 'ignore'.")]
    [InlineData("forecast m x.csv --steps 0", "--steps must be a whole number from 1 to 1000, not '0'.")]
    [InlineData("explain m x.csv --steps-ahead 0", "--steps-ahead must be a whole number from 1 to 366, not '0'.")]
    [InlineData("info --threads 0", "--threads must be a whole number from 1 to 1024, not '0'.")]
    [InlineData("quickstart --seed -1", "--seed must be a whole number of at least 0 (at most 2147483647), not '-1'.")]
    [InlineData("datasets --export cars", "There is no dataset 'cars'; choose from car-sales.")]
    [InlineData("datasets --out x.csv", "--out needs --export NAME; 'gatelight datasets' lists the names.")]
    public void OneLineSaysWhatIsWrong(string arguments, string line) => CliRun.Of(arguments.Split(' ')).AssertRefused(line);

    [Fact]
    public void AMisspeltMethodGetsTheNearestAndTheListOfAll() => CliRun.Of("explain", "m", "x.csv", "--method", "oclusion").AssertRefused(
        $"There is no method 'oclusion' (did you mean 'occlusion'?); choose one of {string.Join(", ", AttributionMethods.All.Select(method => method.Name))}.");

    [Fact]
    public void NoArgumentAtAllListsTheVerbs() => CliRun.Of().AssertRefused(
        "No verb is given after 'gatelight'; choose one of quickstart, train, forecast, predict, generate, explain, evaluate, run, convert, inspect, datasets, info. 'gatelight --help' shows how it is called.");

    [Fact]
    public void AnArgumentCannotSteerTheTerminal() =>
        CliRun.Of("in\u001b[31mfo\nx").AssertRefused("There is no verb 'in [31mfo x' after 'gatelight'; choose one of quickstart, train, forecast, predict, generate, explain, evaluate, run, convert, inspect, datasets, info.");
}
