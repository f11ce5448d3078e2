using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gatelight.Architecture.Tests.Rules;

/// <summary>A skipped test says why, in words.</summary>
internal sealed class SkipReasonRule : SourceRule
{
    private const int ShortestReason = 10;

    public override IReadOnlyList<SourceFile> Broken =>
    [
        Test("[Fact(Skip = \"\")] public void M() { }"),
        Test("[Fact(Skip = \"todo\")] public void M() { }"),
        Test("[Theory(DisplayName = \"x\", Skip = null)] public void M() { }"),
        Test("[Fact] public void M() { Assert.Skip(\" \"); }"),
        Test("[Fact] public void M() { Assert.SkipUnless(Ready, \"\"); }"),
    ];

    public override IReadOnlyList<SourceFile> Kept =>
    [
        Test("[Fact(Skip = \"needs a 512-bit machine\")] public void M() { }"),
        Test("[Fact(Skip = Reason)] public void M() { }"),
        Test("[Fact] public void M() { Assert.Skip($\"{file} is missing\"); }"),
    ];

    public override IEnumerable<Finding> Check(SourceFile file)
    {
        IEnumerable<ExpressionSyntax> attributes =
            from argument in file.Syntax.DescendantNodes().OfType<AttributeArgumentSyntax>()
            where argument.NameEquals?.Name.Identifier.Text == "Skip"
            select argument.Expression;
        IEnumerable<ExpressionSyntax> calls =
            from call in file.Syntax.DescendantNodes().OfType<InvocationExpressionSyntax>()
            where call.Expression.ToString().StartsWith("Assert.Skip", StringComparison.Ordinal)
            from argument in call.ArgumentList.Arguments.TakeLast(1)
            select argument.Expression;
        return from reason in attributes.Concat(calls)
               where reason is LiteralExpressionSyntax literal && literal.Token.ValueText.Trim().Length < ShortestReason
               select new Finding(file.Path, SourceFile.LineOf(reason), "a test is skipped without a reason.", "Say what is missing, or run the test.");
    }
}
