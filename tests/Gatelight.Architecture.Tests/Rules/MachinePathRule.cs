using System.Text.RegularExpressions;

namespace Gatelight.Architecture.Tests.Rules;

/// <summary>No file names a folder that only one machine has.</summary>
internal sealed partial class MachinePathRule : SourceRule
{
    // Joined here so that this file keeps its own rule.
    private const string Slash = "/";

    public override IReadOnlyList<SourceFile> Broken =>
    [
        new("src/Gatelight/A.cs", $"const string Folder = \"{Slash}home/anna/data\";"),
        new("docs/A.md", $"Put it under `{Slash}Users/anna`."),
        new("tests/A.Tests/A.cs", $"File.ReadAllText(\"C:{'\\'}Users\\\\anna\");"),
        new("recipes/A.cs", $"File.ReadAllText(\"{Slash}tmp/x.csv\");"),
        new("docs/B.md", $"see {Slash}work/x"),
    ];

    public override IReadOnlyList<SourceFile> Kept =>
    [
        new("docs/A.md", "https://example.org/home/page and ../shared/data and src/home/x and /usr/bin/env"),
        new("src/Gatelight/A.cs", "Log(\"Root:\\n\" + Path.GetTempPath());"),
    ];

    public override IEnumerable<Finding> Check(SourceFile file) =>
        from match in MachinePath().Matches(file.Text)
        select new Finding(
            file.Path,
            file.Text.AsSpan(0, match.Index).Count('\n') + 1,
            $"names the machine's own path {match.Value}.",
            "Start from the root of the repository, or from a temporary directory.");

    [GeneratedRegex(@"(?<![\w.\-/~}])/(home|root|Users|work|tmp|mnt|workspace|private)/[\w.]+|\b[A-Z]:\\+(Users|Windows|Temp|dev|src|work)\b")]
    private static partial Regex MachinePath();
}
