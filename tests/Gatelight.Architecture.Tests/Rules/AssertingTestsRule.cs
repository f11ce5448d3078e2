using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gatelight.Architecture.Tests.Rules;

/// <summary>
/// Every test asserts: it calls <c>Assert.</c>, a CsCheck <c>Sample</c>, a method of its file that asserts in its turn, a static
/// method of the tests that calls <c>Assert.</c>, or a method from elsewhere whose name starts with Assert, Check or Verify.
/// </summary>
internal sealed class AssertingTestsRule : SourceRule
{
    private static readonly string[] AssertingPrefixes = ["Assert", "Check", "Verify", "Sample"];

    private static readonly Lazy<HashSet<string>> SharedAssertions = new(() =>
        (from file in Repository.CodeFiles()
         where file.IsUnder("tests/")
         from type in file.Syntax.DescendantNodes().OfType<TypeDeclarationSyntax>()
         from method in type.Members.OfType<MethodDeclarationSyntax>()
         where Asserts(method, file.Syntax, [], shared: null)
         select $"{type.Identifier.Text}.{method.Identifier.Text}").ToHashSet(StringComparer.Ordinal));

    public override IReadOnlyList<SourceFile> Broken =>
    [
        Test("[Fact] public void Runs() { new Lstm(3).Forward(); }"),
        Test("[Theory, InlineData(1)] public void Runs(int x) => Console.WriteLine(x);"),
        Test("[Fact] public void Runs() { Assert.Skip(\"not today, there is no data\"); }"),
        Test("[Fact] public void Runs() { CheckNothing(); } static void CheckNothing() { }"),
        Test("[Fact] public void Runs() { Refused(); } static void Refused() { Again(); } static void Again() { Refused(); }"),
        Test("[Fact] public void Runs() { Near.Unknown(); }"),
        Test("[Fact] public void Runs() { string text = \"Assert.True\"; }"),
        Test("[Fact] public void Runs() { // Assert.True(true)\n }"),
    ];

    public override IReadOnlyList<SourceFile> Kept =>
    [
        Test("[Fact] public void Adds() => Assert.Equal(2, 1 + 1);"),
        Test("[Xunit.Fact] public async Task Throws() { await Assert.ThrowsAsync<IOException>(Read); }"),
        Test("[Theory] public void Near(int n) { AssertClose(n); } static void AssertClose(int n) => Assert.True(n > 0);"),
        Test("[Fact] public void Holds() => Gen.Int.Sample(n => n == n);"),
        Test("[Fact] public void Holds() => Tolerance.CheckEqual(1, 1);"),
        Test("[Fact] public void Holds() => Refused(1); static void Refused(int n) { Assert.True(n > 0); }"),
        Test("[Fact] public void Holds() => Finding.AssertNone([]);"),
        Test("public void NoTest() { }"),
    ];

    public override IEnumerable<Finding> Check(SourceFile file) =>
        from method in file.Syntax.DescendantNodes().OfType<MethodDeclarationSyntax>()
        where IsTest(method) && !Asserts(method, file.Syntax, [], SharedAssertions.Value)
        select new Finding(
            file.Path, SourceFile.LineOf(method), $"the test {method.Identifier.Text} asserts nothing.", "Assert what it is there to show, or delete it.");

    private static bool IsTest(MethodDeclarationSyntax method) =>
        method.AttributeLists.SelectMany(list => list.Attributes)
            .Select(attribute => attribute.Name.ToString())
            .Any(name => name.EndsWith("Fact", StringComparison.Ordinal) || name.EndsWith("Theory", StringComparison.Ordinal));

    private static bool Asserts(SyntaxNode body, SyntaxNode file, HashSet<string> visited, HashSet<string>? shared)
    {
        foreach (InvocationExpressionSyntax call in body.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            (string receiver, string name) = call.Expression switch
            {
                MemberAccessExpressionSyntax access => (access.Expression.ToString(), access.Name.Identifier.Text),
                SimpleNameSyntax simple => ("", simple.Identifier.Text),
                _ => ("", ""),
            };
            if (receiver is "Assert" or "Xunit.Assert")
            {
                if (!name.StartsWith("Skip", StringComparison.Ordinal))
                    return true;
            }
            else if (shared?.Contains($"{receiver}.{name}") == true)
            {
                return true;
            }
            else if (visited.Add(name))
            {
                SyntaxNode[] declared = [.. Declarations(file, name)];
                bool promised = AssertingPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));
                if (declared.Length == 0 ? promised : declared.Any(inner => Asserts(inner, file, visited, shared)))
                    return true;
            }
        }

        return false;
    }

    private static IEnumerable<SyntaxNode> Declarations(SyntaxNode file, string name) =>
        file.DescendantNodes().Where(node =>
            node is MethodDeclarationSyntax method && method.Identifier.Text == name
            || node is LocalFunctionStatementSyntax local && local.Identifier.Text == name);
}
