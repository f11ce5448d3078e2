using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Gatelight.Kernels;

namespace Gatelight.Bench;

/// <summary>The layers table with what is needed to repeat it, as Markdown and JSON.</summary>
internal sealed record LayerReport(double PeakGigaflopsPerSecond, IReadOnlyList<LayerRow> Rows)
{
    private const string Command = "dotnet run -c Release --project bench/Gatelight.Bench -- layers FOLDER COMMIT";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public string Processor { get; } = Bench.Machine.Processor;

    public string Machine { get; } = Bench.Machine.Description;

    public string Runtime { get; } = RuntimeInformation.FrameworkDescription;

    public string Peer { get; } = $"ONNX Runtime {Microsoft.ML.OnnxRuntime.OrtEnv.Instance().GetVersionString()}";

    public string Kernels { get; } = KernelRegistry.For<float>().Name;

    public string Commit { get; init; } = "";

    public string LoadAtStart { get; init; } = "unknown";

    /// <summary>Writes layers.md and layers.json into a folder.</summary>
    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "layers.md"), ToMarkdown());
        File.WriteAllText(Path.Combine(folder, "layers.json"), JsonSerializer.Serialize(this, Indented) + "\n");
    }

    private string ToMarkdown()
    {
        StringBuilder text = new();
        text.Append(Text($"# One LSTM layer, forward, beside {Peer}\n\n"));
        text.Append(Text($"{Machine}; {Runtime}; kernels {Kernels}; commit {Commit}; load average at the start {LoadAtStart}.  \n`{Command}`\n\n"));
        text.Append("Float, every step returned, the same weights and input in one process; medians of 21 alternating samples of about 10 ms after a warm-up. ");
        text.Append("The number of threads is that of both engines. Ratio = peer / ours: above 1 ours is faster. ");
        text.Append(Text($"Share: of {PeakGigaflopsPerSecond:F1} GFLOP/s a thread, measured first with multiply-adds in registers. "));
        text.Append("The last column is a whole training step of LSTM and dense layer (forward, loss, backward, clipping, Adam), without a peer.\n\n");
        text.Append("| threads | T | B | D | H | ours µs | peer µs | ratio | GFLOP/s | share of peak | bytes allocated | training step µs |\n");
        text.Append("|---|---|---|---|---|---|---|---|---|---|---|---|\n");
        foreach (LayerRow row in Rows)
        {
            text.Append(Text($"| {row.Threads} | {row.Steps} | {row.Batch} | {row.Features} | {row.Hidden} | {row.OwnMicroseconds:F1} | {row.PeerMicroseconds:F1} | {row.Ratio:F2} "));
            text.Append(Text($"| {row.GigaflopsPerSecond:F1} | {row.ShareOfPeak:P0} | {row.AllocatedBytes} | {row.TrainingStepMicroseconds:F1} |\n"));
        }

        return text.ToString();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
