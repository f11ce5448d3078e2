using System.Globalization;
using System.Runtime.InteropServices;

namespace Gatelight.Bench;

/// <summary>What a result has to say about the machine that it was measured on.</summary>
internal static class Machine
{
    /// <summary>The processor's name.</summary>
    public static string Processor { get; } = ProcessorName();

    /// <summary>Its name as the name of a folder, as in <c>amd-epyc</c>.</summary>
    public static string ProcessorFolder { get; } = string.Join('-', Processor.ToLowerInvariant().Split([.. Processor.ToLowerInvariant().Where(letter => !char.IsAsciiLetterOrDigit(letter)).Distinct()], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Processor, number of processors and system.</summary>
    public static string Description { get; } =
        string.Create(CultureInfo.InvariantCulture, $"{Processor}, {Environment.ProcessorCount} processors, {RuntimeInformation.OSDescription}");

    /// <summary>The load average of the last minute, as the system tells it.</summary>
    public static string Load()
    {
        const string Path = "/proc/loadavg";
        return File.Exists(Path) ? File.ReadAllText(Path).Split(' ')[0] : "unknown";
    }

    private static string ProcessorName()
    {
        const string Key = "model name";
        string? line = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith(Key, StringComparison.Ordinal))
            : null;
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
