using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gatelight.Architecture.Tests.Rules;

/// <summary>A file declares one public type at most, and bears its name. Types of one name that differ in arity are one.</summary>
internal sealed class OnePublicTypeRule : SourceRule
{
    public override IReadOnlyList<SourceFile> Broken =>
    [
        new("src/Gatelight/Dense.cs", "namespace A; public class Dense; public enum DenseKind { One }"),
        new("src/Gatelight/Dense.cs", "namespace A; public class Dense; public delegate void Changed();"),
        new("src/Gatelight/Layers.cs", "namespace A { public record Dense(int Units); }"),
        new("src/Gatelight/Denser.cs", "namespace A; public class Dense;"),
    ];

    public override IReadOnlyList<SourceFile> Kept =>
    [
        new("src/Gatelight/Dense.cs", "namespace A; public class Dense { public enum Kind { One } } internal class Other;"),
        new("src/Gatelight/Dense.cs", "namespace A; public class Dense; public class Dense<T>;"),
        new("src/Gatelight/Dense.Backward.cs", "namespace A; public partial class Dense;"),
        new("src/Gatelight/Program.cs", "return 0;"),
    ];

    public override IEnumerable<Finding> Check(SourceFile file)
    {
        string[] names =
        [
            .. file.TopLevelTypes()
                .Where(type => type.Modifiers.Any(SyntaxKind.PublicKeyword))
                .Select(SourceFile.NameOf)
                .Distinct(StringComparer.Ordinal),
        ];
        if (names.Length > 1)
        {
            yield return new Finding(
                file.Path, 0, $"declares {names.Length} public types: {string.Join(", ", names)}.", "Give each a file of its own.");
        }
        else if (names.Length == 1 && file.Stem != names[0] && !file.Stem.StartsWith(names[0] + ".", StringComparison.Ordinal))
        {
            yield return new Finding(
                file.Path, 0, $"declares the public type {names[0]}.", $"Name the file {names[0]}.cs, or {names[0]}.Part.cs for a part.");
        }
    }
}
