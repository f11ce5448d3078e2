using System.CommandLine;
using Gatelight.Data;
using Gatelight.Formats;
using Gatelight.Formats.Arrays;

namespace Gatelight.Cli.Commands;

/// <summary>An option that names arrays in files, as in <c>--input X=x.npy</c>; may be repeated.</summary>
/// <param name="name">The option.</param>
/// <param name="description">What it is for.</param>
internal sealed class NamedFiles(string name, string description)
{
    private readonly Option<string[]> _option = new(name) { Description = description, HelpName = "NAME=FILE", Arity = ArgumentArity.OneOrMore };

    /// <summary>The option.</summary>
    public Option Symbol => _option;

    /// <summary>The files named, to be kept from being overwritten.</summary>
    public IEnumerable<string> Paths(Call call, IReadOnlyList<ModelPort> ports) => Values(call).Select(text => Split(text, ports).Path);

    /// <summary>Every path that a value may mean, before the model tells which: a name may hold an equals sign, and so may a path.</summary>
    public static IEnumerable<string> PathsOf(string value) => Enumerable.Range(0, value.Length).Where(at => at == 0 || value[at - 1] == '=').Select(at => value[at..]);

    /// <summary>Reads the arrays.</summary>
    /// <param name="call">The call.</param>
    /// <param name="ports">The inputs or outputs that they belong to.</param>
    /// <param name="furtherNames">Names that are no ports and yet allowed.</param>
    /// <exception cref="InvalidInputException">A file cannot be read, or a name is unknown or given twice.</exception>
    public Dictionary<string, NdArray> Read(Call call, IReadOnlyList<ModelPort> ports, params string[] furtherNames) => Read(name, Values(call), ports, furtherNames);

    /// <summary>Reads the arrays that an option's values name.</summary>
    /// <param name="name">The option, for messages.</param>
    /// <param name="values">The values, as in <c>X=x.npy</c>.</param>
    /// <param name="ports">The inputs or outputs that they belong to.</param>
    /// <param name="furtherNames">Names that are no ports and yet allowed.</param>
    /// <exception cref="InvalidInputException">A file cannot be read, or a name is unknown or given twice.</exception>
    public static Dictionary<string, NdArray> Read(string name, IReadOnlyList<string> values, IReadOnlyList<ModelPort> ports, params string[] furtherNames)
    {
        Dictionary<string, NdArray> arrays = new(StringComparer.Ordinal);
        foreach (string text in values)
        {
            (string? port, string path) = Split(text, ports);
            foreach (var (known, array) in port is null ? ArrayFile.ReadAll(path) : new Dictionary<string, NdArray>(StringComparer.Ordinal) { [port] = ArrayFile.Read(path, port) })
            {
                string target = port ?? (ports.Any(candidate => candidate.Name == known) ? known : ports.Count == 1 && known.Length == 0 ? ports[0].Name : known);
                if (target.Length == 0)
                    throw new InvalidInputException($"{name}: {path} does not say what it is; write NAME={path}, where NAME is one of {Names(ports)}.");
                if (ports.All(candidate => candidate.Name != target) && !furtherNames.Contains(target, StringComparer.Ordinal))
                    throw new InvalidInputException($"{name}: the model has no '{OneLine.Of(target)}'; {(NearestName.Of(target, ports.Select(candidate => candidate.Name)) is { } near ? $"did you mean '{OneLine.Of(near)}'?" : $"it has {Names(ports)}.")}");
                if (!arrays.TryAdd(target, array))
                    throw new InvalidInputException($"{name}: '{OneLine.Of(target)}' is given twice; give it once.");
            }
        }

        return arrays;
    }

    private static string Names(IReadOnlyList<ModelPort> ports) => string.Join(", ", ports.Select(port => OneLine.Of(port.Name)));

    private string[] Values(Call call) => call.Arguments.GetValue(_option) ?? [];

    // A name may hold an equals sign, and so may a path: a name that the model knows decides.
    private static (string? Name, string Path) Split(string text, IReadOnlyList<ModelPort> ports)
    {
        foreach (ModelPort port in ports.OrderByDescending(port => port.Name.Length))
        {
            if (text.StartsWith(port.Name + "=", StringComparison.Ordinal))
                return (port.Name, text[(port.Name.Length + 1)..]);
        }

        int at = text.IndexOf('=', StringComparison.Ordinal);
        return at > 0 ? (text[..at], text[(at + 1)..]) : (null, text);
    }
}
