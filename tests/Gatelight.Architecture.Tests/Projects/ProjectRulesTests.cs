using System.Reflection;

namespace Gatelight.Architecture.Tests.Projects;

/// <summary>The arrows between the projects hold, in the project files and in what the compiler made of them.</summary>
public sealed class ProjectRulesTests
{
    public static TheoryData<string> Libraries => [.. ProjectRules.Arrows.Keys.Where(name => name != "Gatelight.Cli")];

    [Fact]
    public void ProjectFilesFollowTheArrows()
    {
        ProjectFile[] projects = [.. Repository.Projects("src")];
        Assert.NotEmpty(projects);
        Finding.AssertNone(projects.SelectMany(project => ProjectRules.AgainstTheArrows(project.Path, project.Name, project.References)));
    }

    [Fact]
    public void AssembliesFollowTheArrows() =>
        Finding.AssertNone(ProjectRules.Arrows.Keys.SelectMany(name => ProjectRules.AgainstTheArrows(
            $"{name}.dll", name, Load(name).GetReferencedAssemblies().Select(reference => reference.Name ?? ""))));

    [Fact]
    public void TheArrowsHaveNoCircle() =>
        Assert.All(ProjectRules.Arrows, arrow => Assert.All(arrow.Value, below =>
        {
            Assert.DoesNotContain(arrow.Key, ProjectRules.Arrows[below]);
            Assert.Subset(arrow.Value.ToHashSet(StringComparer.Ordinal), ProjectRules.Arrows[below].ToHashSet(StringComparer.Ordinal));
        }));

    [Fact]
    public void PeersStayInBench() =>
        Finding.AssertNone(new[] { "src", "tests", "recipes" }.SelectMany(Repository.Projects).SelectMany(ProjectRules.Peers));

    [Fact]
    public void TheSolutionHoldsEveryProjectButTheBenchmarks() =>
        Finding.AssertNone(ProjectRules.Solution(
            Repository.Read("Gatelight.slnx"),
            new[] { "src", "tests", "recipes" }.SelectMany(Repository.Projects).Select(project => project.Path)));

    [Fact]
    public void TestsMirrorTheSources() =>
        Finding.AssertNone(ProjectRules.Mirrors(
            Repository.Projects("src").Select(project => project.Name), Repository.Projects("tests").Select(project => project.Name)));

    [Fact]
    public void EveryLibraryHasItsApiBaseline() =>
        Finding.AssertNone(ProjectRules.Baselines(Libraries.ToDictionary(
            row => row.Data,
            row => new[] { "Shipped", "Unshipped" }.All(kind => File.Exists(Repository.Absolute($"src/{row.Data}/PublicAPI.{kind}.txt"))))));

    [Theory, MemberData(nameof(Libraries))]
    public void PublicTypesAreDocumented(string library)
    {
        string path = Path.Combine(AppContext.BaseDirectory, library + ".xml");
        Assert.True(File.Exists(path), $"{library}.xml is not built: set GenerateDocumentationFile in src/Directory.Build.props.");
        Finding.AssertNone(ProjectRules.Undocumented(
            Path.GetFileName(path), File.ReadAllText(path), Load(library).GetExportedTypes().Select(type => type.FullName ?? "")));
    }

    private static Assembly Load(string name) => Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, name + ".dll"));
}
