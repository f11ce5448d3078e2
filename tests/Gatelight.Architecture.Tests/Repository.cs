using Gatelight.Architecture.Tests.Projects;

namespace Gatelight.Architecture.Tests;

/// <summary>The files of the checkout, build outputs left out.</summary>
internal static class Repository
{
    private static readonly string[] Folders = ["src", "tests", "recipes", "bench", "docs", "tools", ".ci"];
    private static readonly HashSet<string> Outputs = new(StringComparer.Ordinal) { "bin", "obj", "TestResults", "artifacts", "BenchmarkDotNet.Artifacts" };
    private static readonly HashSet<string> TextExtensions = new(StringComparer.Ordinal)
    {
        ".cs", ".csproj", ".props", ".targets", ".slnx", ".md", ".json", ".sh", ".txt", ".yml", ".yaml", ".razor", ".css", "",
    };

    /// <summary>Every C# file under src, tests, recipes and bench.</summary>
    public static IEnumerable<SourceFile> CodeFiles() =>
        TextFiles().Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal));

    /// <summary>Every file with text that we wrote: code, projects, pages and scripts.</summary>
    public static IEnumerable<SourceFile> TextFiles() =>
        Folders.Select(Absolute).Where(Directory.Exists).SelectMany(Walk)
            .Concat(Directory.EnumerateFiles(TestResources.Root))
            .Where(path => TextExtensions.Contains(Path.GetExtension(path)))
            .Select(path => new SourceFile(Relative(path), File.ReadAllText(path)));

    /// <summary>The project files under the given folder of the root.</summary>
    public static IEnumerable<ProjectFile> Projects(string folder) =>
        Directory.Exists(Absolute(folder))
            ? Walk(Absolute(folder)).Where(path => path.EndsWith(".csproj", StringComparison.Ordinal))
                .Select(path => ProjectFile.Parse(Relative(path), File.ReadAllText(path)))
            : [];

    /// <summary>The full path of a path that is relative to the root.</summary>
    public static string Absolute(string relative) => Path.GetFullPath(Path.Combine(TestResources.Root, relative));

    /// <summary>The text of a file that must be there.</summary>
    public static string Read(string relative) => File.ReadAllText(Absolute(relative));

    private static string Relative(string path) => Path.GetRelativePath(TestResources.Root, path).Replace('\\', '/');

    private static IEnumerable<string> Walk(string folder) =>
        Directory.EnumerateFiles(folder)
            .Concat(Directory.EnumerateDirectories(folder)
                .Where(inner => !Outputs.Contains(Path.GetFileName(inner)))
                .SelectMany(Walk));
}
