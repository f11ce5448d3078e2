namespace Gatelight.Architecture.Tests.Projects;

/// <summary>Each rule about projects catches a project that breaks it.</summary>
public sealed class ProjectRulesCanFailTests
{
    [Theory]
    [InlineData("Gatelight.Kernels", "Gatelight")]
    [InlineData("Gatelight", "Gatelight.Explain")]
    [InlineData("Gatelight.Explain", "Gatelight.Tasks")]
    [InlineData("Gatelight.Explain", "Gatelight.Formats")]
    [InlineData("Gatelight.Tasks", "Gatelight.Formats")]
    [InlineData("Gatelight.Tasks", "Gatelight.Reports")]
    [InlineData("Gatelight.Reports", "Gatelight.Tasks")]
    [InlineData("Gatelight.Formats", "Gatelight.Explain")]
    [InlineData("Gatelight.Tasks", "Gatelight.Cli")]
    public void AReferenceBackIsCaught(string from, string to)
    {
        ProjectFile project = ProjectFile.Parse(
            $"src/{from}/{from}.csproj", $"<Project><ItemGroup><ProjectReference Include=\"..\\{to}\\{to}.csproj\" /></ItemGroup></Project>");

        Finding finding = Assert.Single(ProjectRules.AgainstTheArrows(project.Path, project.Name, project.References));

        Assert.StartsWith($"src/{from}/{from}.csproj: {from} references {to}, against the arrows.", finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void AReferenceDownIsKept() =>
        Assert.Empty(ProjectRules.AgainstTheArrows("x", "Gatelight.Tasks", ["Gatelight.Explain", "Gatelight.Kernels", "System.Runtime"]));

    [Fact]
    public void AnUnknownProjectIsCaught() =>
        Assert.Single(ProjectRules.AgainstTheArrows("x", "Gatelight.Extras", []));

    [Theory]
    [InlineData("src/Gatelight/Gatelight.csproj", "TorchSharp-cpu")]
    [InlineData("tests/Gatelight.Conformance.Tests/Gatelight.Conformance.Tests.csproj", "TorchSharp")]
    [InlineData("src/Gatelight.Formats/Gatelight.Formats.csproj", "Microsoft.ML.OnnxRuntime")]
    public void APeerIsCaught(string path, string package) =>
        Assert.Single(ProjectRules.Peers(new ProjectFile(path, [], ["CsCheck", package])));

    [Fact]
    public void TheConformanceTestsMayAskOnnxRuntime() =>
        Assert.Empty(ProjectRules.Peers(new ProjectFile("tests/Gatelight.Conformance.Tests.csproj", [], ["Microsoft.ML.OnnxRuntime"])));

    [Fact]
    public void ABenchmarkInTheSolutionAndAProjectOutOfItAreCaught()
    {
        const string Solution = "<Solution><Project Path=\"bench/A/A.csproj\" /><Project Path=\"src/B/B.csproj\" /></Solution>";

        string[] findings = [.. ProjectRules.Solution(Solution, ["src/B/B.csproj", "src/C/C.csproj"]).Select(finding => finding.Broken)];

        Assert.Equal(["lists bench/A/A.csproj.", "leaves out src/C/C.csproj."], findings);
    }

    [Fact]
    public void ASourceWithoutTestsIsCaught() =>
        Assert.Equal("src/B", Assert.Single(ProjectRules.Mirrors(["A", "B"], ["A.Tests", "C.Tests"])).Path);

    [Fact]
    public void AMissingBaselineIsCaught()
    {
        Dictionary<string, bool> libraries = new(StringComparer.Ordinal) { ["A"] = true, ["B"] = false };

        Assert.Equal("src/B", Assert.Single(ProjectRules.Baselines(libraries)).Path);
    }

    [Fact]
    public void AnUndocumentedTypeIsCaught()
    {
        const string Documentation = "<doc><members><member name=\"T:A.B\" /><member name=\"T:A.B.Inner`1\" /></members></doc>";

        Finding finding = Assert.Single(ProjectRules.Undocumented("A.xml", Documentation, ["A.B", "A.B+Inner`1", "A.C"]));

        Assert.Contains("A.C", finding.Broken, StringComparison.Ordinal);
    }
}
