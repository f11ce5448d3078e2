using System.Text.RegularExpressions;

namespace Gatelight.Architecture.Tests.Rules;

/// <summary>No type is named after nothing: the words Utils, Helper, Manager and Common say what a type is not.</summary>
internal sealed partial class TypeNameRule : SourceRule
{
    public override IReadOnlyList<SourceFile> Broken =>
    [
        new("src/Gatelight/MathUtils.cs", "namespace A; public static class MathUtils;"),
        new("src/Gatelight/Dense.cs", "namespace A; public class Dense { private sealed class ShapeHelper; }"),
        new("src/Gatelight/IModelManager.cs", "namespace A; public interface IModelManager;"),
        new("tests/A.Tests/CommonData.cs", "namespace A; internal record CommonData(int X);"),
        new("tests/A.Tests/Helpers.cs", "namespace A; internal enum Helpers;"),
    ];

    public override IReadOnlyList<SourceFile> Kept =>
    [
        new("src/Gatelight/Commonality.cs", "namespace A; public class Commonality { private int Helper; }"),
        new("src/Gatelight/Utilization.cs", "namespace A; public class Utilization;"),
    ];

    public override IEnumerable<Finding> Check(SourceFile file) =>
        from type in file.Types()
        let name = SourceFile.NameOf(type)
        let word = EmptyWord().Match(name)
        where word.Success
        select new Finding(
            file.Path, SourceFile.LineOf(type), $"the type name {name} holds the empty word {word.Value}.", "Name it after what it knows or does.");

    [GeneratedRegex("(Utils?|Utility|Utilities|Helpers?|Managers?|Common)(?![a-z])")]
    private static partial Regex EmptyWord();
}
