using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gatelight.Architecture.Tests;

/// <summary>A file as the rules see it: its path from the root, with forward slashes, and its text.</summary>
/// <param name="Path">For example <c>src/Gatelight/Layers/Dense.cs</c>.</param>
/// <param name="Text">The whole text.</param>
internal sealed record SourceFile(string Path, string Text)
{
    private readonly Lazy<SyntaxNode> _syntax =
        new(() => CSharpSyntaxTree.ParseText(Text, CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview)).GetRoot());

    /// <summary>The parsed C#.</summary>
    public SyntaxNode Syntax => _syntax.Value;

    /// <summary>The file name without <c>.cs</c>.</summary>
    public string Stem => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>Whether the file lies under the folder, which is given as in <c>src/</c>.</summary>
    public bool IsUnder(string folder) => Path.StartsWith(folder, StringComparison.Ordinal);

    /// <summary>The types that the file declares outside any other type, <c>file</c>-local ones left out.</summary>
    public IEnumerable<MemberDeclarationSyntax> TopLevelTypes() =>
        Types().Where(type => type.Parent is BaseNamespaceDeclarationSyntax or CompilationUnitSyntax
            && !type.Modifiers.Any(SyntaxKind.FileKeyword));

    /// <summary>Every type that the file declares: classes, structs, records, interfaces, enums and delegates.</summary>
    public IEnumerable<MemberDeclarationSyntax> Types() =>
        Syntax.DescendantNodes().OfType<MemberDeclarationSyntax>().Where(node => NameOf(node).Length > 0);

    /// <summary>The name of a type without its type parameters; empty for anything that is no type.</summary>
    public static string NameOf(MemberDeclarationSyntax node) => node switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        DelegateDeclarationSyntax type => type.Identifier.Text,
        _ => "",
    };

    /// <summary>The line of a node, from 1.</summary>
    public static int LineOf(SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
}
