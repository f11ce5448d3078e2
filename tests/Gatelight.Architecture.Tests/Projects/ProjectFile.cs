using System.Xml.Linq;

namespace Gatelight.Architecture.Tests.Projects;

/// <summary>What a project file asks for.</summary>
/// <param name="Path">From the root, with forward slashes.</param>
/// <param name="References">The names of the projects that it references.</param>
/// <param name="Packages">The names of the packages that it references.</param>
internal sealed record ProjectFile(string Path, IReadOnlyList<string> References, IReadOnlyList<string> Packages)
{
    /// <summary>The file name without <c>.csproj</c>.</summary>
    public string Name => Stem(Path);

    /// <summary>Reads the text of a project file.</summary>
    public static ProjectFile Parse(string path, string text)
    {
        XElement project = XElement.Parse(text);
        return new ProjectFile(path, [.. Includes(project, "ProjectReference").Select(Stem)], [.. Includes(project, "PackageReference")]);
    }

    private static IEnumerable<string> Includes(XElement project, string item) =>
        project.Descendants(item).Select(element => (string?)element.Attribute("Include")).OfType<string>();

    private static string Stem(string path) => System.IO.Path.GetFileNameWithoutExtension(path.Replace('\\', '/'));
}
