using System.CommandLine;
using System.CommandLine.Parsing;
using Gatelight.Cli.Commands;

namespace Gatelight.Cli.Tests.Commands;

/// <summary>Help as approved under Snapshots, and examples that are true.</summary>
public sealed class HelpTests
{
    public static TheoryData<string> Verbs => new("", "quickstart", "train", "train forecast", "train classify", "train language", "train translate", "forecast", "predict", "generate", "explain", "evaluate", "run", "convert", "inspect", "datasets", "info");

    [Theory]
    [MemberData(nameof(Verbs))]
    public void HelpIsTheApprovedOne(string verb)
    {
        string name = verb.Length == 0 ? "gatelight" : verb.Replace(' ', '-');
        string approved = File.ReadAllText(Path.Combine(TestResources.Root, "tests", "Gatelight.Cli.Tests", "Snapshots", $"help-{name}.txt"));
        CliRun run = CliRun.Of([.. Words(verb), "--help"]);
        Assert.Equal(0, run.Code);
        Assert.Equal(approved, run.Out.ReplaceLineEndings("\n"));
        Assert.Equal("", run.Error);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void EveryVerbHasExamplesThatParse(string verb)
    {
        Command root = GatelightCommand.Create(new Shell(new Terminal { Out = TextWriter.Null, Error = TextWriter.Null }, CancellationToken.None));
        var command = (VerbCommand)Words(verb).Aggregate(root, (parent, name) => parent.Subcommands.Single(child => child.Name == name));
        Assert.NotEmpty(command.Examples);
        foreach (string example in command.Examples)
        {
            string[] words = [.. CommandLineParser.SplitCommandLine(example)];
            Assert.Equal("gatelight", words[0]);
            Assert.Empty(root.Parse(words[1..]).Errors);
        }
    }

    [Fact]
    public void VersionIsOneNumber()
    {
        CliRun run = CliRun.Of("--version");
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Matches(@"^\d+\.\d+\.\d+\n$", run.Out);
    }

    private static string[] Words(string verb) => verb.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
