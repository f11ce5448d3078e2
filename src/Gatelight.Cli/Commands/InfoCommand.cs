using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Gatelight.Cli.Output;
using Gatelight.Kernels;

namespace Gatelight.Cli.Commands;

/// <summary><c>info</c>: the tool, the machine, and the kernels that it runs.</summary>
internal static class InfoCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(Shell shell) => shell.Verb(
        "info",
        "Shows the version, the machine and the kernels in use",
        ["gatelight info"],
        [],
        Run);

    private static void Run(Call call)
    {
        IReadOnlyList<KernelVariantStatus> kernels = KernelRegistry.Available;
        string active = kernels.First(kernel => kernel.IsActive).Name, processor = Processor();
        string[] available = [.. kernels.Where(kernel => kernel.IsSupported).Select(kernel => kernel.Name)];
        call.Print(
            () => new JsonObject
            {
                ["version"] = GatelightCommand.Version,
                ["runtime"] = RuntimeInformation.FrameworkDescription,
                ["os"] = RuntimeInformation.OSDescription,
                ["architecture"] = Architecture(),
                ["processor"] = processor,
                ["threads"] = call.Threads,
                ["kernels"] = new JsonObject
                {
                    ["active"] = active,
                    ["available"] = JsonText.Texts(available),
                    ["unavailable"] = JsonText.Texts(kernels.Where(kernel => !kernel.IsSupported).Select(kernel => kernel.Name)),
                },
            },
            page => page.Pairs([
                new("gatelight", GatelightCommand.Version),
                new("runtime", RuntimeInformation.FrameworkDescription),
                new("system", $"{RuntimeInformation.OSDescription} ({Architecture()})"),
                new("processor", processor),
                new("threads", call.Threads.ToString(CultureInfo.InvariantCulture)),
                new("kernels", $"{active} in use; available: {string.Join(", ", available)} ({KernelRegistry.EnvironmentVariable} forces one)"),
            ]));
    }

    private static string Architecture() => RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    // .NET does not know the processor's name; Linux and Windows tell it in these two places.
    private static string Processor()
    {
        const string LinuxList = "/proc/cpuinfo", LinuxKey = "model name";
        try
        {
            if (File.Exists(LinuxList) && File.ReadLines(LinuxList).FirstOrDefault(line => line.StartsWith(LinuxKey, StringComparison.Ordinal)) is { } line)
                return line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return "unknown";
        }

        return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? "unknown";
    }
}
