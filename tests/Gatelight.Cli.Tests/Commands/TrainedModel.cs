namespace Gatelight.Cli.Tests.Commands;

/// <summary>One small quickstart and one small training, run once for the tests that look at what they leave.</summary>
public sealed class TrainedModel : IDisposable
{
    private readonly TempFolder _folder = new();

    public TrainedModel()
    {
        Csv = _folder.At("sales.csv");
        Model = _folder.At("sales.gatelight");
        Report = _folder.At("sales.html");
        Quickstart = _folder.At("quickstart");
        Assert.Equal(0, CliRun.Of("datasets", "--export", "car-sales", "--out", Csv).Code);
        Training = CliRun.Of("train", "forecast", Csv, "--time", "Month", "--target", "Sales", "--out", Model, "--report", Report, "--members", "2", "--steps", "5", "--seed", "7", "--unit", "cars", "--json", "--quiet");
        QuickstartRun = CliRun.Of("quickstart", "--out", Quickstart, "--members", "2", "--steps", "5", "--seed", "7", "--json", "--quiet");
    }

    internal CliRun Training { get; }

    internal CliRun QuickstartRun { get; }

    internal string Csv { get; }

    internal string Model { get; }

    internal string Report { get; }

    internal string Quickstart { get; }

    public void Dispose() => _folder.Dispose();
}
