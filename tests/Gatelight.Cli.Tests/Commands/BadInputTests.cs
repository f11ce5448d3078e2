namespace Gatelight.Cli.Tests.Commands;

/// <summary>Files that cannot be used: one line that names the place and the mend, exit 2, and nothing written.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public static TheoryData<string, string> BadFiles => new()
    {
        { "", "x.csv is empty; give a CSV file with a header line and rows." },
        { "Month,Sales\n", "x.csv has a header but no rows; add rows below it." },
        { "just a line of prose", "x.csv is not a CSV with at least 2 columns: its first line, 'just a line of prose', has 1; separate columns by comma, semicolon or tab." },
        { "Month,Sales\n\u0001\u0002,1\n", "x.csv is not a CSV file: line 2 holds the control character 0x01, so it is binary; export the table as CSV." },
        { SampleSeries.Csv(20) + SampleSeries.Row(3), "x.csv, line 22, column 'Month': '2001-04' comes after the later '2002-08' on line 21; sort the rows by date." },
        { SampleSeries.Csv(20) + SampleSeries.Row(19), "x.csv, line 22, column 'Month': '2002-08' stands on line 21 too; keep one row for each date." },
        { SampleSeries.Csv(20) + SampleSeries.Row(20, "many"), "x.csv, line 22, column 'Sales': 'many' is not a finite number; write it like 1234.5, or remove the row." },
        { SampleSeries.Csv(20) + SampleSeries.Row(20, "NaN"), "x.csv, line 22, column 'Sales': the value is missing ('NaN'); fill it in or remove the row." },
        { SampleSeries.Csv(20) + SampleSeries.Row(20, ""), "x.csv, line 22, column 'Sales': the value is missing (''); fill it in or remove the row." },
        { SampleSeries.Csv(20) + "2002-09,1,2\n", "x.csv, line 22: 3 fields, but the header has 2; mend the row (quote a field that holds the delimiter)." },
        { "Month,Sales\n" + string.Concat(Enumerable.Range(0, 60).Select(row => SampleSeries.Row(row, "7"))), "x.csv, column 'Sales' is constant (every value is 7): there is nothing to forecast; choose another column with --target." },
        { SampleSeries.Csv(14), "x.csv has 14 rows, too few: 24 are needed (12 kept aside for the backtest, 12 to look back over and train on); add older rows, or ask for less with --horizon, --holdout, --window or --season." },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void ABadFileIsRefusedInOneLine(string content, string line)
    {
        string csv = _folder.Write("x.csv", content);
        CliRun.Of("train", "forecast", csv, "--out", _folder.At("m.gatelight"), "--quiet").AssertRefused(line);
        Assert.Equal(["x.csv"], _folder.Content);
    }

    [Fact]
    public void AnUnreadableDateIsNamed()
    {
        string csv = _folder.Write("x.csv", SampleSeries.Csv(20) + "soon,1\n");
        CliRun run = CliRun.Of("train", "forecast", csv, "--time", "Month", "--out", _folder.At("m.gatelight"));
        Assert.StartsWith("error: x.csv, line 22, column 'Month': 'soon'", run.Error, StringComparison.Ordinal);
        Assert.Equal((2, 1), (run.Code, run.Error.Count(character => character == '\n')));
        Assert.Equal(["x.csv"], _folder.Content);
    }

    [Fact]
    public void AMissingFileIsNamed() => CliRun.Of("train", "forecast", _folder.At("no.csv"), "--out", _folder.At("m.gatelight"))
        .AssertRefused($"There is no file {_folder.At("no.csv")}; check the name and the folder.");

    [Fact]
    public void AnUnknownColumnGetsTheNearestName()
    {
        string csv = _folder.Write("x.csv", SampleSeries.Csv());
        CliRun.Of("train", "forecast", csv, "--target", "Sale", "--out", _folder.At("m.gatelight")).AssertRefused("x.csv has no column 'Sale'; did you mean 'Sales'?");
    }

    [Fact]
    public void AnOutputThatCannotBeWrittenIsRefusedBeforeTheWorkBegins()
    {
        string csv = _folder.Write("x.csv", SampleSeries.Csv());
        Train(_folder.Path).AssertRefused($"Cannot write --out {_folder.Path}: it is a folder; give a file name.");
        Train(csv).AssertRefused($"Cannot write --out {csv}: it is a file that is read here; choose another name.");
        Train(_folder.At("no/m.gatelight")).AssertRefused($"Cannot write --out {_folder.At("no/m.gatelight")}: its folder does not exist; create {_folder.At("no")} first.");
        Train("").AssertRefused("The path of --out is empty or not a path; give a file name.");
        Assert.Equal(["x.csv"], _folder.Content);

        // Progress is on: a line of it would show that networks were trained first.
        CliRun Train(string output) => CliRun.Of("train", "forecast", csv, "--out", output);
    }

    [Fact]
    public void AReadOnlyFolderIsRefusedBeforeTheWorkBegins()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has a folder, /proc, that nobody may write to, root included.");
        CliRun run = CliRun.Of("quickstart", "--out", "/proc/gatelight");
        Assert.StartsWith("error: Cannot write --out /proc/gatelight/forecast.csv: ", run.Error, StringComparison.Ordinal);
        Assert.Equal((2, 1), (run.Code, run.Error.Count(character => character == '\n')));
    }

    [Fact]
    public void AFileWhereQuickstartNeedsAFolderIsRefused()
    {
        string file = _folder.Write("taken", "x");
        CliRun.Of("quickstart", "--out", file).AssertRefused($"Cannot write --out {Path.Combine(file, "forecast.csv")}: {file} is a file, not a folder; choose another path.");
        Assert.Equal("x", File.ReadAllText(file));
    }

    [Fact]
    public void TwoOutputsOfOneNameAreRefused()
    {
        string csv = _folder.Write("x.csv", SampleSeries.Csv()), output = _folder.At("both");
        CliRun.Of("train", "forecast", csv, "--out", output, "--report", output).AssertRefused($"Cannot write --report {output}: another output has the same name; choose two names.");
    }
}
