using System.Diagnostics;

namespace Gatelight.Bench;

/// <summary>The working tree that the benchmark runs from.</summary>
internal static class Checkout
{
    /// <summary>Its folder.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The build of this program: <c>Release</c>, as long as nobody measures another.</summary>
    public static string Configuration { get; } = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)))!;

    /// <summary>Its target framework.</summary>
    public static string Framework { get; } = Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));

    /// <summary>The commit, marked where files differ from it; <c>unknown</c> without git.</summary>
    public static string Commit()
    {
        string commit = FirstLine("git", "rev-parse", "--short", "HEAD");
        return commit != "unknown" && FirstLine("git", "status", "--porcelain", "--untracked-files=no", "--", "src", "bench/Gatelight.Bench") != "unknown" ? $"{commit} with changes" : commit;
    }

    /// <summary>The first line that a program prints; <c>unknown</c> when it prints none or fails.</summary>
    public static string FirstLine(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = Root, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            string text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            string line = text.Split('\n')[0].Trim();
            return process.ExitCode == 0 && line.Length > 0 ? line : "unknown";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "unknown";
        }
    }

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Gatelight.slnx")))
                return folder.FullName;
        }

        return Directory.GetCurrentDirectory();
    }
}
