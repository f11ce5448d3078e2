using System.CommandLine;
using Gatelight.Cli.Commands;
using Gatelight.Cli.Reporting;
using Gatelight.Tasks.Text;

namespace Gatelight.Cli.Tests.Reporting;

/// <summary>The command line of a report makes the result again.</summary>
public sealed class CommandTextTests
{
    [Fact]
    public void OptionsAreWrittenAsTheyWereGiven()
    {
        Option<int?> number = new("--number"), absent = new("--absent");
        Option<bool> flag = new("--flag");
        Option<string[]> many = new("--many");
        Command command = new("verb") { number, absent, flag, many };
        Call call = new() { Terminal = new Terminal { Out = TextWriter.Null, Error = TextWriter.Null }, Arguments = command.Parse(["--many", "a=b", "--flag", "--number", "3", "--many", "c d"]), Cancellation = default, Json = false, Quiet = true, Seed = 1, Threads = 1 };
        Assert.Equal("gatelight verb --number 3 --flag --many 'a=b' --many 'c d'", new CommandText("verb").Given(call, number, absent, flag, many).ToString());
    }

    [Fact]
    public void WhatIsUsualIsNotWritten() => Assert.Equal(
        "gatelight verb --rate 0.5 --unit subword",
        new CommandText("verb").With("--rate", 0.5, 0.25).With("--same", 3, 3).With("--unit", TextUnit.Subword, TextUnit.Word).ToString());
}
