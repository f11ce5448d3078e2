using System.Text.Json.Nodes;
using Gatelight.Kernels;

namespace Gatelight.Cli.Tests.Commands;

/// <summary><c>info</c> and <c>datasets</c>.</summary>
public sealed class InfoTests
{
    [Fact]
    public void InfoNamesTheKernelsInUse()
    {
        JsonNode document = JsonNode.Parse(CliRun.Of("info", "--json", "--threads", "3").AssertDone().Out)!;
        Assert.Equal(KernelRegistry.Available.Single(kernel => kernel.IsActive).Name, (string?)document["kernels"]!["active"]);
        Assert.Equal(3, (int)document["threads"]!);
        Assert.All((string[])["version", "runtime", "os", "architecture", "processor"], key => Assert.False(string.IsNullOrEmpty((string?)document[key])));
    }

    [Fact]
    public void DatasetsAreListed()
    {
        JsonNode document = JsonNode.Parse(CliRun.Of("datasets", "--json").AssertDone().Out)!;
        Assert.Equal("car-sales", (string?)document["datasets"]![0]!["name"]);
        Assert.Equal(108, (int)document["datasets"]![0]!["rows"]!);
        Assert.Contains("car-sales", CliRun.Of("datasets").AssertDone().Out, StringComparison.Ordinal);
    }

    [Fact]
    public void ADatasetIsWrittenAsCsv()
    {
        using var folder = new TempFolder();
        CliRun.Of("datasets", "--export", "car-sales", "--out", folder.At("cars.csv")).AssertDone();
        string[] lines = File.ReadAllLines(folder.At("cars.csv"));
        // The first and the last month as published by Abraham and Ledolter, 1983.
        Assert.Equal(("Month,Sales", "1960-01,6550", "1968-12,14577", 109), (lines[0], lines[1], lines[^1], lines.Length));
        Assert.Equal(["cars.csv"], folder.Content);
    }
}
