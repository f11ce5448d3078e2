using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gatelight.Architecture.Tests.Rules;

/// <summary>Libraries return and report; only the command line talks to the console.</summary>
internal sealed class QuietLibrariesRule : SourceRule
{
    public override IReadOnlyList<SourceFile> Broken =>
    [
        new("src/Gatelight/A.cs", "class A { void M() { Console.WriteLine(1); } }"),
        new("src/Gatelight.Tasks/A.cs", "class A { void M() { System.Console.Error.Write('x'); } }"),
    ];

    public override IReadOnlyList<SourceFile> Kept =>
    [
        new("src/Gatelight.Cli/A.cs", "class A { void M() { Console.WriteLine(1); } }"),
        new("src/Gatelight/A.cs", "class A { /* Console.Write */ string M() => \"Console.Write\"; }"),
    ];

    public override IEnumerable<Finding> Check(SourceFile file) =>
        file.IsUnder("src/") && !file.IsUnder("src/Gatelight.Cli/")
            ? from access in file.Syntax.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
              where access.Expression.ToString() is "Console" or "System.Console"
              select new Finding(
                  file.Path, SourceFile.LineOf(access), $"a library calls {access}.", "Return the value, or report it through IProgress; Gatelight.Cli prints.")
            : [];
}
