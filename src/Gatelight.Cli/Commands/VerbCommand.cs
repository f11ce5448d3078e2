using System.CommandLine;

namespace Gatelight.Cli.Commands;

/// <summary>A verb of the tool, with the examples that its help shows.</summary>
internal sealed class VerbCommand(string name, string description, string[] examples) : Command(name, description)
{
    /// <summary>How the verb is called.</summary>
    public IReadOnlyList<string> Examples => examples;
}
