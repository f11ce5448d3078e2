using System.Text.Json;

namespace Gatelight.Architecture.Tests.Documents;

/// <summary>The figures of speed that the README shows are those of the committed results.</summary>
public sealed class SpeedTableTests
{
    private const string Folder = "bench/results/amd-epyc";

    // Columns of a result by their place, since two of them have the same name.
    private const int Threads = 0, Shape = 1, Own = 2, OnnxRatio = 4, TorchRatio = 6, TrainingRatio = 4;

    [Fact]
    public void ForwardPasses() => AssertTable("layers", [(1, Own), (1, OnnxRatio), (1, TorchRatio), (2, OnnxRatio), (2, TorchRatio)], least: 8);

    [Fact]
    public void TrainingSteps() => AssertTable("training", [(1, Own), (1, TrainingRatio), (2, TrainingRatio)], least: 7);

    private static void AssertTable(string section, (int Threads, int Column)[] columns, int least)
    {
        using var document = JsonDocument.Parse(Repository.Read($"{Folder}/{section}.json"));
        List<string[]> measured = [.. document.RootElement.GetProperty("section").GetProperty("Tables")[0].GetProperty("Rows").EnumerateArray()
            .Select(row => row.EnumerateArray().Select(cell => cell.GetProperty("Text").GetString()!).ToArray())];
        List<string[]> shown = [.. TableAfter($"<!-- figures: {section} -->")];
        Assert.InRange(shown.Count, least, measured.Count);
        Assert.All(shown, row => Assert.Equal(
            [row[0], .. columns.Select(column => measured.Single(line => line[Shape] == row[0] && line[Threads] == $"{column.Threads}")[column.Column])], row));
    }

    // The rows below the head of the table that follows a mark.
    private static IEnumerable<string[]> TableAfter(string mark)
    {
        string page = Repository.Read("README.md");
        int start = page.IndexOf(mark, StringComparison.Ordinal);
        Assert.True(start >= 0, $"README.md has no '{mark}'.");
        return page[(start + mark.Length)..].Split('\n').SkipWhile(string.IsNullOrWhiteSpace).TakeWhile(line => line.StartsWith('|')).Skip(2)
            .Select(line => line.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries));
    }
}
