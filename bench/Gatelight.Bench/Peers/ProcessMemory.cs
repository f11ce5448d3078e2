using System.Diagnostics;
using System.Globalization;

namespace Gatelight.Bench.Peers;

/// <summary>How much memory of this process is in RAM, as the system counts it.</summary>
internal static class ProcessMemory
{
    private const string Status = "/proc/self/status";

    /// <summary>Now, in bytes.</summary>
    public static long Resident() => Read("VmRSS:") ?? Current(process => process.WorkingSet64);

    /// <summary>The most that ever was, in bytes.</summary>
    public static long Peak() => Read("VmHWM:") ?? Current(process => process.PeakWorkingSet64);

    private static long Current(Func<Process, long> read)
    {
        using Process process = Process.GetCurrentProcess();
        return read(process);
    }

    // A line as in "VmHWM:    81234 kB".
    private static long? Read(string key)
    {
        if (!File.Exists(Status))
            return null;
        string? line = File.ReadLines(Status).FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal));
        return line is null ? null : 1024 * long.Parse(line[key.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
    }
}
