namespace Gatelight.Explain.Tests;

public class AttributionMethodsTests
{
    private static readonly Type[] Methods =
        [.. typeof(IAttributionMethod).Assembly.GetExportedTypes().Where(type => type.IsClass && !type.IsAbstract && type.IsAssignableTo(typeof(IAttributionMethod)))];

    [Fact]
    public void Every_method_of_the_library_is_listed_under_names_of_its_own()
    {
        Assert.NotEmpty(Methods);
        Assert.Equal(Methods.OrderBy(type => type.Name, StringComparer.Ordinal), AttributionMethods.All.Select(method => method.GetType()).Distinct().OrderBy(type => type.Name, StringComparer.Ordinal));
        Assert.Equal(AttributionMethods.All.Count, AttributionMethods.All.Select(method => method.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void Every_method_of_the_library_is_held_to_the_conformance_tests()
    {
        Type[] tested =
        [
            .. typeof(AttributionMethodsTests).Assembly.GetTypes()
                .Select(type => type.BaseType)
                .Where(type => type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(AttributionMethodConformance<>))
                .Select(type => type!.GetGenericArguments()[0]),
        ];
        Assert.Empty(Methods.Except(tested).Select(type => $"{type.Name} needs a test class that inherits AttributionMethodConformance<{type.Name}>"));
    }

    [Fact]
    public void A_method_is_found_by_name_whatever_the_case() =>
        Assert.All(AttributionMethods.All, method => Assert.Same(method, AttributionMethods.Find(method.Name.ToUpperInvariant())));

    [Theory]
    [InlineData("integrated-gradient", "did you mean 'integrated-gradients'?")]
    [InlineData("oclusion", "did you mean 'occlusion'?")]
    [InlineData("memoryledger", "did you mean 'memory-ledger'?")]
    public void A_slip_of_the_pen_gets_the_nearest_name(string name, string expected) =>
        Assert.Contains(expected, Assert.Throws<ExplanationException>(() => AttributionMethods.Find(name)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_strange_name_gets_the_whole_list_on_one_line()
    {
        string message = Assert.Throws<ExplanationException>(() => AttributionMethods.Find("x\ny\u001b[2J")).Message;
        Assert.All(AttributionMethods.All, method => Assert.Contains(method.Name, message, StringComparison.Ordinal));
        Assert.DoesNotContain("did you mean", message, StringComparison.Ordinal);
        Assert.DoesNotContain(message, char.IsControl);
    }
}
