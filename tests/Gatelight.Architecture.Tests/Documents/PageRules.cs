using System.Text.RegularExpressions;

namespace Gatelight.Architecture.Tests.Documents;

/// <summary>Rules about README and the other pages.</summary>
internal static partial class PageRules
{
    /// <summary>The most lines that README may have.</summary>
    public const int ReadmeLimit = 250;

    /// <summary>The two commands that a stranger types.</summary>
    public static IReadOnlyList<string> Commands { get; } =
        ["dotnet run -c Release --project src/Gatelight.Cli -- quickstart", "dotnet test"];

    /// <summary>A README that is too long.</summary>
    public static IEnumerable<Finding> Length(SourceFile readme)
    {
        int lines = readme.Text.AsSpan().TrimEnd('\n').Count('\n') + 1;
        if (lines > ReadmeLimit)
            yield return new Finding(readme.Path, 0, $"{lines} lines; the limit is {ReadmeLimit}.", "Move a section to docs/.");
    }

    /// <summary>Commands that README does not give, each at the start of a line of its own.</summary>
    public static IEnumerable<Finding> MissingCommands(SourceFile readme) =>
        from command in Commands
        where !readme.Text.Split('\n').Any(line => line == command || line.StartsWith(command + " ", StringComparison.Ordinal))
        select new Finding(readme.Path, 0, $"does not give the command '{command}'.", "Put it in a code block, on a line of its own.");

    /// <summary>Relative links that lead nowhere.</summary>
    /// <param name="page">The page.</param>
    /// <param name="exists">Whether a path from the root is a file or a folder.</param>
    public static IEnumerable<Finding> DeadLinks(SourceFile page, Func<string, bool> exists) =>
        from match in Link().Matches(CodeBlock().Replace(page.Text, block => new string('\n', block.Value.AsSpan().Count('\n'))))
        let target = match.Groups["target"].Value.Split('#')[0]
        where target.Length > 0 && !Absolute().IsMatch(target) && !exists(Resolve(page.Path, target))
        select new Finding(page.Path, 0, $"links to {target}, which is not there.", "Correct the link, or write the page.");

    /// <summary>A link's path from the root of the repository; empty where it leaves the repository.</summary>
    public static string Resolve(string page, string target)
    {
        List<string> parts = target.StartsWith('/') ? [] : [.. page.Split('/').SkipLast(1)];
        foreach (string part in target.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".." && parts.Count == 0)
                return "";
            if (part == "..")
                parts.RemoveAt(parts.Count - 1);
            else if (part != ".")
                parts.Add(part);
        }

        return string.Join('/', parts);
    }

    [GeneratedRegex(@"!?\[[^\]]*\]\((?<target>[^)\s]+)(\s+""[^""]*"")?\)|(src|href)=""(?<target>[^""]+)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    [GeneratedRegex("^```.*?^```|`[^`\n]+`", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("^[a-z]+:")]
    private static partial Regex Absolute();
}
