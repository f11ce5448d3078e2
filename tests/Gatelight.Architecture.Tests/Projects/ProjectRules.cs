using System.Xml.Linq;

namespace Gatelight.Architecture.Tests.Projects;

/// <summary>Which project may know which, and which package may be restored where.</summary>
internal static class ProjectRules
{
    /// <summary>Each project under src with all that it may reference, itself left out.</summary>
    public static IReadOnlyDictionary<string, string[]> Arrows { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Gatelight.Kernels"] = [],
        ["Gatelight"] = ["Gatelight.Kernels"],
        ["Gatelight.Formats"] = ["Gatelight", "Gatelight.Kernels"],
        ["Gatelight.Explain"] = ["Gatelight", "Gatelight.Kernels"],
        ["Gatelight.Reports"] = ["Gatelight.Explain", "Gatelight", "Gatelight.Kernels"],
        ["Gatelight.Tasks"] = ["Gatelight.Explain", "Gatelight", "Gatelight.Kernels"],
        ["Gatelight.Cli"] =
            ["Gatelight.Tasks", "Gatelight.Reports", "Gatelight.Formats", "Gatelight.Explain", "Gatelight", "Gatelight.Kernels"],
    };

    /// <summary>References, of a project file or of a compiled assembly, that go against the arrows.</summary>
    /// <param name="path">Where the references stand.</param>
    /// <param name="name">The project that references.</param>
    /// <param name="references">What it references; names that are none of ours are let through.</param>
    public static IEnumerable<Finding> AgainstTheArrows(string path, string name, IEnumerable<string> references)
    {
        if (!Arrows.TryGetValue(name, out string[]? allowed))
            return [new Finding(path, 0, $"{name} has no place among the arrows.", "Add it to ProjectRules.Arrows and to docs.")];
        return from reference in references
               where Arrows.ContainsKey(reference) && !allowed.Contains(reference, StringComparer.Ordinal)
               select new Finding(
                   path, 0, $"{name} references {reference}, against the arrows.",
                   $"It may know {(allowed.Length == 0 ? "no other project" : string.Join(", ", allowed))}: move the type down, or compose the two in Gatelight.Cli.");
    }

    /// <summary>Peers that a newcomer's restore would pull: TorchSharp belongs to bench/ alone, ONNX Runtime also to the conformance tests.</summary>
    public static IEnumerable<Finding> Peers(ProjectFile project) =>
        from package in project.Packages
        where package.Contains("TorchSharp", StringComparison.OrdinalIgnoreCase)
            || (package.Contains("OnnxRuntime", StringComparison.OrdinalIgnoreCase) && project.Name != "Gatelight.Conformance.Tests")
        select new Finding(project.Path, 0, $"references the peer {package}.", "Compare with peers in bench/.");

    /// <summary>Projects of bench/ in the root solution, and projects that it leaves out.</summary>
    /// <param name="solution">The text of Gatelight.slnx.</param>
    /// <param name="projects">The paths of the projects that it must hold.</param>
    public static IEnumerable<Finding> Solution(string solution, IEnumerable<string> projects)
    {
        HashSet<string> listed = XElement.Parse(solution).Descendants("Project")
            .Select(project => (string?)project.Attribute("Path") ?? "").ToHashSet(StringComparer.Ordinal);
        foreach (string path in listed.Where(path => path.StartsWith("bench/", StringComparison.Ordinal)))
            yield return new Finding("Gatelight.slnx", 0, $"lists {path}.", "bench/ has its own solution.");
        foreach (string path in projects.Where(path => !listed.Contains(path)))
            yield return new Finding("Gatelight.slnx", 0, $"leaves out {path}.", "Add the project, or no build and no test runs it.");
    }

    /// <summary>Projects under src without a test project that mirrors them.</summary>
    public static IEnumerable<Finding> Mirrors(IEnumerable<string> sources, IEnumerable<string> tests) =>
        from source in sources.Except(tests.Select(test => test.Replace(".Tests", "", StringComparison.Ordinal)), StringComparer.Ordinal)
        select new Finding($"src/{source}", 0, "has no test project.", $"Add tests/{source}.Tests.");

    /// <summary>Libraries without a public-API baseline, once any library has one.</summary>
    /// <param name="libraries">Every library, and whether its two baseline files are there.</param>
    public static IEnumerable<Finding> Baselines(IReadOnlyDictionary<string, bool> libraries) =>
        from library in libraries
        where !library.Value
        select new Finding($"src/{library.Key}", 0, "has no public-API baseline.", "Run tools/update-public-api.sh.");

    /// <summary>Public types that the documentation file does not describe.</summary>
    /// <param name="path">The documentation file.</param>
    /// <param name="documentation">Its text.</param>
    /// <param name="types">The full names of the public types, nested ones with <c>+</c>.</param>
    public static IEnumerable<Finding> Undocumented(string path, string documentation, IEnumerable<string> types)
    {
        HashSet<string> described = XElement.Parse(documentation).Descendants("member")
            .Select(member => (string?)member.Attribute("name") ?? "").ToHashSet(StringComparer.Ordinal);
        return from type in types
               where !described.Contains("T:" + type.Replace('+', '.'))
               select new Finding(path, 0, $"{type} has no documentation.", "Write its XML summary.");
    }
}
