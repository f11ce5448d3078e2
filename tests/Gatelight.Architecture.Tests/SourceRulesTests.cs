using Gatelight.Architecture.Tests.Rules;

namespace Gatelight.Architecture.Tests;

/// <summary>The rules about source files hold, and each of them can fail.</summary>
public sealed class SourceRulesTests
{
    public static TheoryData<string> Rules => [.. SourceRule.All.Select(rule => rule.Name)];

    [Theory, MemberData(nameof(Rules))]
    public void TheRepositoryKeeps(string rule)
    {
        SourceRule checkedRule = Find(rule);
        IEnumerable<SourceFile> files = checkedRule is MachinePathRule ? Repository.TextFiles() : Repository.CodeFiles();
        Finding.AssertNone(files.SelectMany(checkedRule.Check));
    }

    [Theory, MemberData(nameof(Rules))]
    public void EachBrokenSampleIsCaught(string rule)
    {
        Assert.NotEmpty(Find(rule).Broken);
        Assert.All(Find(rule).Broken, sample =>
        {
            Finding finding = Find(rule).Check(sample).First();
            Assert.Equal(sample.Path, finding.Path);
            Assert.NotEmpty(finding.Broken);
            Assert.NotEmpty(finding.Mend);
        });
    }

    [Theory, MemberData(nameof(Rules))]
    public void NoKeptSampleIsBlamed(string rule)
    {
        Assert.NotEmpty(Find(rule).Kept);
        Assert.All(Find(rule).Kept, sample => Assert.Empty(Find(rule).Check(sample)));
    }

    [Fact]
    public void EveryRuleIsListed() =>
        Assert.Equal(
            typeof(SourceRule).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(SourceRule))).Select(type => type.Name).Order(StringComparer.Ordinal),
            SourceRule.All.Select(rule => rule.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void TheWalkFindsTheCode()
    {
        string[] paths = [.. Repository.CodeFiles().Select(file => file.Path)];
        Assert.Contains("src/Gatelight.Kernels/KernelRegistry.cs", paths);
        Assert.Contains("tests/Gatelight.Architecture.Tests/SourceRulesTests.cs", paths);
        Assert.DoesNotContain(paths, path => path.Contains("/obj/", StringComparison.Ordinal));
    }

    private static SourceRule Find(string name) => SourceRule.All.Single(rule => rule.Name == name);
}
