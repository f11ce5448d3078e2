using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Gatelight.Kernels;

namespace Gatelight.Bench;

/// <summary>The table of explanations with what is needed to repeat it, as Markdown.</summary>
internal sealed record ExplainReport(IReadOnlyList<ExplainRow> Rows)
{
    private const string Command = "dotnet run -c Release --project bench/Gatelight.Bench -- explain FOLDER COMMIT";

    public string Commit { get; init; } = "";

    public string LoadAtStart { get; init; } = "unknown";

    /// <summary>Writes explain.md into a folder.</summary>
    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "explain.md"), ToMarkdown());
    }

    private string ToMarkdown()
    {
        StringBuilder text = new();
        text.Append("# What an explanation costs\n\n");
        text.Append(Text($"{Machine.Description}; {RuntimeInformation.FrameworkDescription}; kernels {KernelRegistry.For<float>().Name}; commit {Commit}; load average at the start {LoadAtStart}.  \n`{Command}`\n\n"));
        text.Append("One LSTM of H units over T steps of D features and a dense layer, float, one input explained; as many threads as processors. Each explanation runs in turn with ");
        text.Append("what it is compared with in the same process: 9 rounds of samples of about 50 ms, or one call where that takes longer, the order turned each round. Times are medians; the ratio ");
        text.Append("is the median over the rounds of compared / explanation. Above 1 the explanation is the faster.\n\n");
        text.Append("| explanation | T, D, H | ms | compared with | ms | ratio |\n|---|---|---|---|---|---|\n");
        foreach (ExplainRow row in Rows)
            text.Append(Text($"| {row.Explanation} | {row.Steps}, {row.Features}, {row.Hidden} | {row.Milliseconds:F2} | {row.Other} | {row.OtherMilliseconds:F2} | {row.Ratio:F2} |\n"));
        return text.ToString();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
