namespace Gatelight.Architecture.Tests.Documents;

/// <summary>Each rule about pages catches a page that breaks it.</summary>
public sealed class PageRulesCanFailTests
{
    private const string Recipe = """
        internal static class Forecast
        {
            // <train>
            var model = Train(rows);
            if (model.IsGood)
                Print(model);

            // <inner>
            Save(model);
            // </inner>
            // </train>
        }
        """;

    private const string Block = "```csharp\nvar model = Train(rows);\nif (model.IsGood)\n    Print(model);\n\nSave(model);\n```\n";

    [Fact]
    public void ALongReadmeIsCaught()
    {
        Assert.Single(PageRules.Length(Page(string.Concat(Enumerable.Repeat("line\n", PageRules.ReadmeLimit + 1)))));
        Assert.Empty(PageRules.Length(Page(string.Concat(Enumerable.Repeat("line\n", PageRules.ReadmeLimit)))));
    }

    [Theory]
    [InlineData("nothing", 2)]
    [InlineData("Type dotnet test to test.", 2)]
    [InlineData("```\ndotnet test\n```", 1)]
    [InlineData("dotnet run -c Release --project src/Gatelight.Cli -- quickstart    # a minute\ndotnet test    # all", 0)]
    public void AMissingCommandIsCaught(string text, int missing) =>
        Assert.Equal(missing, PageRules.MissingCommands(Page(text)).Count());

    [Theory]
    [InlineData("[a](docs/gone.md)", 1)]
    [InlineData("![a](docs/gone.png \"title\")", 1)]
    [InlineData("<img src=\"docs/gone.png\">", 1)]
    [InlineData("[a](../outside.md)", 1)]
    [InlineData("[a](docs/here.md#part) [b](#part) [c](https://example.org/x) [d](mailto:a@example.org)", 0)]
    [InlineData("`[a](docs/gone.md)`\n```\n[a](docs/gone.md)\n```", 0)]
    public void ADeadLinkIsCaught(string text, int dead) =>
        Assert.Equal(dead, PageRules.DeadLinks(Page(text), path => path == "docs/here.md").Count());

    [Theory]
    [InlineData("docs/a.md", "b.md", "docs/b.md")]
    [InlineData("docs/decisions/a.md", "../b.md", "docs/b.md")]
    [InlineData("docs/a.md", "./../src/", "src")]
    [InlineData("docs/a.md", "../../b.md", "")]
    public void LinksResolveFromTheirPage(string page, string target, string expected) =>
        Assert.Equal(expected, PageRules.Resolve(page, target));

    [Fact]
    public void AFaithfulBlockIsKept() =>
        Assert.Empty(RecipeDrift.Check(Page("<!-- recipe: Forecast.cs#train -->\n" + Block), Read));

    [Theory]
    [InlineData("<!-- recipe: Forecast.cs#train -->\n```csharp\nvar model = Train(row);\n```", "drifted")]
    [InlineData("<!-- recipe: Forecast.cs#gone -->\n" + Block, "no recipe has")]
    [InlineData("<!-- recipe: Gone.cs#train -->\n" + Block, "no recipe has")]
    [InlineData("text\n" + Block, "comes from no recipe")]
    [InlineData(Block, "comes from no recipe")]
    public void ADriftedBlockIsCaught(string text, string broken) =>
        Assert.Contains(broken, Assert.Single(RecipeDrift.Check(Page(text), Read)).Broken, StringComparison.Ordinal);

    [Fact]
    public void ARegionThatIsNotClosedIsNone() => Assert.Null(RecipeDrift.Region("// <train>\nx();", "train"));

    private static SourceFile Page(string text) => new("README.md", text);

    private static string? Read(string name) => name == "Forecast.cs" ? Recipe : null;
}
