namespace Gatelight.Architecture.Tests.Documents;

/// <summary>README and the other pages hold to their rules.</summary>
public sealed class PageRulesTests
{
    [Fact]
    public void ReadmeIsShort() => Finding.AssertNone(PageRules.Length(Page("README.md")));

    [Fact]
    public void ReadmeGivesTheTwoCommands() => Finding.AssertNone(PageRules.MissingCommands(Page("README.md")));

    [Fact]
    public void CodeOnPagesComesFromRecipes() =>
        Finding.AssertNone(Pages().SelectMany(page => RecipeDrift.Check(page, Recipe)));

    [Fact]
    public void LinksLeadSomewhere()
    {
        SourceFile[] pages = [.. Pages()];
        Assert.Contains(pages, page => page.Path == "README.md");
        Assert.Contains(pages, page => page.IsUnder("docs/decisions/"));
        Finding.AssertNone(pages.SelectMany(page => PageRules.DeadLinks(
            page, path => path.Length > 0 && Path.Exists(Repository.Absolute(path)))));
    }

    private static IEnumerable<SourceFile> Pages() =>
        Repository.TextFiles().Where(file => file.Path.EndsWith(".md", StringComparison.Ordinal));

    private static SourceFile Page(string path) => new(path, Repository.Read(path));

    private static string? Recipe(string name)
    {
        string path = Repository.Absolute($"recipes/Gatelight.Recipes/{name}");
        return File.Exists(path) ? File.ReadAllText(path) : null;
    }
}
