using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Gatelight.Bench.Racing;
using Gatelight.Bench.Sections;

namespace Gatelight.Bench;

/// <summary>Publishes the command line, weighs it, and times how long it takes to answer.</summary>
internal static class StartupBenchmark
{
    private const double MostMilliseconds = 150;
    private const double MostMegabytes = 60;

    private static readonly string[][] Commands = [["info"], ["info", "--json"], ["--version"], ["--help"]];

    /// <summary>Publishes into a temporary folder and measures.</summary>
    public static Section Run(BenchRun run)
    {
        string folder = Directory.CreateTempSubdirectory("gatelight-publish-").FullName;
        try
        {
            return Measure(run, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Section Measure(BenchRun run, string folder)
    {
        string command = $"dotnet publish src/Gatelight.Cli -c Release -r {RuntimeInformation.RuntimeIdentifier}";
        run.Progress.WriteLine(command);
        Start("dotnet", [.. command.Split(' ')[1..], "-o", folder, "-v", "quiet", "--nologo"]);
        FileInfo[] files = [.. new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories)];
        double megabytes = files.Sum(file => file.Length) / 1e6;
        FileInfo? tool = files.FirstOrDefault(file => file.Name is "gatelight" or "gatelight.exe" or "Gatelight.Cli" or "Gatelight.Cli.exe");
        List<Verdict> verdicts = [new("the published tool under 60 MB", string.Create(CultureInfo.InvariantCulture, $"{megabytes:F1} MB in {files.Length} files"), tool is null ? null : megabytes < MostMegabytes)];
        List<IReadOnlyList<Cell>> rows = [];
        foreach (string[] arguments in tool is null ? [] : Commands)
        {
            double[] milliseconds = [.. Enumerable.Range(0, run.IsQuick ? 5 : 21).Select(_ => Start(tool!.FullName, arguments))];
            double median = RaceResult.Median(milliseconds);
            rows.Add([$"gatelight {string.Join(' ', arguments)}", Cell.Of(median, "F0"), Cell.Of(milliseconds.Min(), "F0"), Cell.Of(milliseconds.Max(), "F0")]);
            run.Progress.WriteLine(string.Join("  ", rows[^1].Select(cell => cell.Text)));
            if (rows.Count == 1)
                verdicts.Add(new("`gatelight info` under 150 ms", string.Create(CultureInfo.InvariantCulture, $"{median:F0} ms"), median < MostMilliseconds));
        }

        IReadOnlyList<Cell>[] largest = [.. files.OrderByDescending(file => file.Length).Take(8).Select(file => (IReadOnlyList<Cell>)[file.Name, Cell.Of(file.Length / 1e6, "F2")])];
        return new Section(
            "startup", "The published command line: size and start-up",
            $"`{command}`, into an empty folder; from the start of the process to its end, medians of {(run.IsQuick ? 5 : 21)} starts.",
            [new ResultTable("Start-up, ms", ["command", "median", "fastest", "slowest"], rows), new ResultTable("The largest files, MB", ["file", "size"], largest)], verdicts);
    }

    // Milliseconds from start to end.
    private static double Start(string program, string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { WorkingDirectory = Checkout.Root, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        long began = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        double milliseconds = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        return process.ExitCode == 0 ? milliseconds : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed: {output.Trim()}");
    }
}
