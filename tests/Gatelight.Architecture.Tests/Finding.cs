namespace Gatelight.Architecture.Tests;

/// <summary>One place that breaks a house rule.</summary>
/// <param name="Path">The file, relative to the root of the repository.</param>
/// <param name="Line">The line, from 1; 0 for the file as a whole.</param>
/// <param name="Broken">What is wrong there.</param>
/// <param name="Mend">What to do about it.</param>
internal sealed record Finding(string Path, int Line, string Broken, string Mend)
{
    /// <summary>One line: where, what, and how to mend it.</summary>
    public override string ToString() => Line > 0 ? $"{Path}({Line}): {Broken} {Mend}" : $"{Path}: {Broken} {Mend}";

    /// <summary>Fails the test with every finding, one a line.</summary>
    public static void AssertNone(IEnumerable<Finding> findings)
    {
        string[] lines = [.. findings.Select(finding => finding.ToString()).Distinct().Order(StringComparer.Ordinal)];
        if (lines.Length > 0)
            Assert.Fail(string.Join('\n', lines));
    }
}
