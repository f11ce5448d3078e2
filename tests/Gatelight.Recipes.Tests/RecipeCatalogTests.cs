using System.Text.RegularExpressions;

namespace Gatelight.Recipes.Tests;

/// <summary>Every recipe is listed, and every listed recipe runs.</summary>
public sealed partial class RecipeCatalogTests
{
    public static TheoryData<string> Names => [.. RecipeCatalog.All.Select(recipe => recipe.Name)];

    [Theory(SkipTestWithoutData = true), MemberData(nameof(Names))]
    public void RunsAndSaysSomething(string name)
    {
        using StringWriter output = new();

        RecipeCatalog.Find(name)!.Run(output, TestContext.Current.CancellationToken);

        Assert.NotEmpty(output.ToString().Trim());
    }

    [Fact]
    public void EachRecipeIsListed()
    {
        IEnumerable<Type> recipes = typeof(IRecipe).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IRecipe)) && !type.IsAbstract);

        Assert.Equal(recipes.Select(type => type.Name).Order(StringComparer.Ordinal), RecipeCatalog.All.Select(recipe => recipe.GetType().Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void NamesAreReadableAndUnique()
    {
        string[] names = [.. RecipeCatalog.All.Select(recipe => recipe.Name)];

        Assert.Distinct(names);
        Assert.All(names, name => Assert.Matches(NamePattern(), name));
        Assert.All(RecipeCatalog.All, recipe => Assert.EndsWith(".", recipe.Description, StringComparison.Ordinal));
    }

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex NamePattern();
}
