using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Gatelight.Bench.Racing;
using Gatelight.Kernels;
using Gatelight.Models;
using Gatelight.Recurrent;

namespace Gatelight.Bench;

/// <summary>The table of cells with what is needed to repeat it, as Markdown.</summary>
internal sealed record CellReport(IReadOnlyList<CellRow> Rows)
{
    private const string Command = "dotnet run -c Release --project bench/Gatelight.Bench -- cells FOLDER COMMIT";
    private const int Features = 16;
    private const int Hidden = 64;

    public string Commit { get; init; } = "";

    public string LoadAtStart { get; init; } = "unknown";

    /// <summary>Writes cells.md into a folder.</summary>
    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "cells.md"), ToMarkdown());
    }

    private string ToMarkdown()
    {
        StringBuilder text = new();
        text.Append("# A training step of each cell beside one of the plain LSTM\n\n");
        text.Append(Text($"{Machine.Description}; {RuntimeInformation.FrameworkDescription}; kernels {KernelRegistry.For<float>().Name}; commit {Commit}; load average at the start {LoadAtStart}.  \n`{Command}`\n\n"));
        text.Append("One recurrent layer and a dense one, float: forward, squared error, backward, clipping, Adam. Each variant runs in turn with a plain LSTM of the same ");
        text.Append("T, B, D and H in the same process: 15 rounds of samples of about 20 ms, the order turned each round; the ratio is the median over the rounds of ");
        text.Append("variant / plain. Above 1 the variant takes longer. The first row is the plain LSTM's own median in ms.\n");
        foreach (IGrouping<int, CellRow> threads in Rows.GroupBy(row => row.Threads))
            AppendTable(text, threads.Key, [.. threads]);
        text.Append(Text($"\n## Parameters at D = {Features}, H = {Hidden}\n\n| cell | option | parameters |\n|---|---|---|\n"));
        foreach (CellVariant variant in (IEnumerable<CellVariant>)[CellVariant.Plain, .. CellVariant.All])
            text.Append(Text($"| {variant.Name} | `{variant.Option}` | {Parameters(variant):N0} |\n"));
        return text.ToString();
    }

    private static void AppendTable(StringBuilder text, int threads, CellRow[] rows)
    {
        IGrouping<(int Steps, int Batch, int Features, int Hidden), CellRow>[] shapes = [.. rows.GroupBy(row => (row.Steps, row.Batch, row.Features, row.Hidden))];
        text.Append(Text($"\n## {threads} {(threads == 1 ? "thread" : "threads")}\n\n| T, B, D, H |"));
        foreach (var shape in shapes)
            text.Append(Text($" {shape.Key.Steps}, {shape.Key.Batch}, {shape.Key.Features}, {shape.Key.Hidden} |"));
        text.Append(Text($"\n|{string.Concat(Enumerable.Repeat("---|", shapes.Length + 1))}\n| LSTM, ms |"));
        foreach (var shape in shapes)
            text.Append(Text($" {RaceResult.Median(shape.Select(row => row.PlainMicroseconds)) / 1000:F2} |"));
        text.Append('\n');
        foreach (IGrouping<CellVariant, CellRow> variant in rows.GroupBy(row => row.Variant))
            text.Append(Text($"| {variant.Key.Name} |{string.Concat(variant.Select(row => Text($" {row.Ratio:F2} |")))}\n"));
    }

    private static int Parameters(CellVariant variant)
    {
        RecurrentLayer layer = variant.Create(Hidden);
        return new Sequential(layer).Build(Features).Parameters.Count;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
