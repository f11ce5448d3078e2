using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gatelight.Architecture.Tests.Rules;

/// <summary>Tests neither sleep nor measure time: a busy machine must not turn them red.</summary>
internal sealed class ClocklessTestsRule : SourceRule
{
    public override IReadOnlyList<SourceFile> Broken =>
    [
        Test("void Wait() { Thread.Sleep(10); }"),
        Test("void Wait() { System.Threading.Thread.Sleep(10); }"),
        Test("void Time() { var watch = Stopwatch.StartNew(); }"),
        Test("void Time() { long start = Environment.TickCount64; }"),
    ];

    public override IReadOnlyList<SourceFile> Kept =>
    [
        Test("void Say() { string text = \"Thread.Sleep and Stopwatch\"; } // Stopwatch"),
        new("bench/Gatelight.Bench/Timing.cs", "class Timing { Stopwatch Watch; }"),
    ];

    public override IEnumerable<Finding> Check(SourceFile file) =>
        file.IsUnder("tests/")
            ? from name in file.Syntax.DescendantNodes().OfType<IdentifierNameSyntax>()
              where IsClock(name)
              select new Finding(
                  file.Path, SourceFile.LineOf(name), $"a test uses {name.Identifier.Text}.", "Wait for the event itself; speed is measured in bench/.")
            : [];

    private static bool IsClock(IdentifierNameSyntax name) => name.Identifier.Text switch
    {
        "Stopwatch" or "TickCount" or "TickCount64" => true,
        "Sleep" => name.Parent is MemberAccessExpressionSyntax access
            && access.Expression.ToString().EndsWith("Thread", StringComparison.Ordinal),
        _ => false,
    };
}
