namespace Gatelight.Architecture.Tests.Rules;

/// <summary>A rule about one file, with the samples that prove that it catches what it should and nothing else.</summary>
internal abstract class SourceRule
{
    /// <summary>Every rule. A new one is a new file and a line here.</summary>
    public static IReadOnlyList<SourceRule> All { get; } =
    [
        new AssertingTestsRule(),
        new ClocklessTestsRule(),
        new FileLengthRule(),
        new MachinePathRule(),
        new OnePublicTypeRule(),
        new QuietLibrariesRule(),
        new SkipReasonRule(),
        new TypeNameRule(),
    ];

    /// <summary>The name that test results show.</summary>
    public string Name => GetType().Name;

    /// <summary>Files that break the rule, each at least once.</summary>
    public abstract IReadOnlyList<SourceFile> Broken { get; }

    /// <summary>Files near the border that keep the rule.</summary>
    public abstract IReadOnlyList<SourceFile> Kept { get; }

    /// <summary>The places that break the rule.</summary>
    public abstract IEnumerable<Finding> Check(SourceFile file);

    /// <summary>A test class around the given members.</summary>
    protected static SourceFile Test(string members, string path = "tests/Gatelight.Tests/SampleTests.cs") =>
        new(path, $"namespace Gatelight.Tests;\n\npublic sealed class SampleTests\n{{\n{members}\n}}\n");
}
