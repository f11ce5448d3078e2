using System.CommandLine;
using System.Text.Json.Nodes;
using Gatelight.Cli.Output;

namespace Gatelight.Cli.Commands;

/// <summary>One call of a verb: its arguments and where it prints.</summary>
internal sealed record Call
{
    /// <summary>Where to print.</summary>
    public required Terminal Terminal { get; init; }

    /// <summary>The arguments.</summary>
    public required ParseResult Arguments { get; init; }

    /// <summary>Ends the work.</summary>
    public required CancellationToken Cancellation { get; init; }

    /// <summary>Whether one JSON document is asked for.</summary>
    public required bool Json { get; init; }

    /// <summary>Whether progress is unwanted.</summary>
    public required bool Quiet { get; init; }

    /// <summary>The seed.</summary>
    public required int Seed { get; init; }

    /// <summary>The number of threads.</summary>
    public required int Threads { get; init; }

    /// <summary>Prints the result once all is done: the document or the page, never both.</summary>
    /// <param name="document">Makes the JSON document.</param>
    /// <param name="page">Writes the text for a person.</param>
    public void Print(Func<JsonObject> document, Action<Page> page)
    {
        if (Json)
        {
            Terminal.Out.WriteLine(JsonText.Write(document()));
            return;
        }

        var text = new Page(Terminal);
        page(text);
        text.Print();
    }
}
