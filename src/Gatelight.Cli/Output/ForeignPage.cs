using System.Globalization;
using System.Text.Json.Nodes;
using Gatelight.Cli.Commands;
using Gatelight.Data;
using Gatelight.Formats;

namespace Gatelight.Cli.Output;

/// <summary>What is in a model file of another kind.</summary>
internal static class ForeignPage
{
    private const int WeightsShown = 40;

    /// <summary>Prints it.</summary>
    public static void Print(Call call, string path, ForeignModel model)
    {
        (string? summary, string? problem) = Layers(model);
        long numbers = model.Weights.Sum(weight => weight.Shape.Aggregate(1L, (product, size) => product * size));
        call.Print(
            () => new JsonObject
            {
                ["model"] = path,
                ["format"] = model.Format,
                ["facts"] = JsonText.Object(model.Facts),
                ["inputs"] = Ports(model.Inputs),
                ["outputs"] = Ports(model.Outputs),
                ["numbers"] = numbers,
                ["weights"] = new JsonArray([.. model.Weights.Select(weight => new JsonObject
                {
                    ["name"] = weight.Name,
                    ["type"] = weight.Type.ToString().ToLowerInvariant(),
                    ["shape"] = new JsonArray([.. weight.Shape.Select(size => JsonValue.Create(size))]),
                })]),
                ["summary"] = summary,
                ["notes"] = JsonText.Texts([.. model.Notes, .. problem is null ? Array.Empty<string>() : [problem]]),
            },
            page =>
            {
                page.Line(string.Create(CultureInfo.InvariantCulture, $"{path}: {model.Format}, {model.Weights.Count} {(model.Weights.Count == 1 ? "weight" : "weights")} of {numbers} numbers"));
                Section(page, "File", model.Facts);
                Section(page, "Inputs", model.Inputs.Select(port => KeyValuePair.Create(port.Name, port.Layout)));
                Section(page, "Outputs", model.Outputs.Select(port => KeyValuePair.Create(port.Name, port.Layout)));
                if (summary is not null)
                {
                    page.Heading("As layers");
                    foreach (string line in summary.Split('\n'))
                        page.Line("  " + line);
                }

                Section(page, "Weights", model.Weights.Take(WeightsShown).Select(weight => KeyValuePair.Create(weight.Name, $"{weight.Type.ToString().ToLowerInvariant()} [{string.Join(", ", weight.Shape)}]")));
                if (model.Weights.Count > WeightsShown)
                    page.Line(string.Create(CultureInfo.InvariantCulture, $"  and {model.Weights.Count - WeightsShown} more; --json lists all"));
                Section(page, "Notes", model.Notes.Concat(problem is null ? [] : [problem]).Select((note, n) => KeyValuePair.Create(string.Create(CultureInfo.InvariantCulture, $"{n + 1}."), note)));
            });
    }

    private static (string? Summary, string? Problem) Layers(ForeignModel model)
    {
        try
        {
            return (model.Summary(), null);
        }
        catch (InvalidInputException failure)
        {
            return (null, $"It runs as it is, and cannot be said in layers: {failure.Message}");
        }
    }

    private static void Section(Page page, string title, IEnumerable<KeyValuePair<string, string>> pairs)
    {
        if (!pairs.Any())
            return;
        page.Heading(title);
        page.Pairs(pairs);
    }

    private static JsonArray Ports(IReadOnlyList<ModelPort> ports) => [.. ports.Select(port => new JsonObject
    {
        ["name"] = port.Name,
        ["type"] = port.Type.ToString().ToLowerInvariant(),
        ["axes"] = port.Axes is null ? null : JsonText.Texts(port.Axes.Select(axis => axis.ToString())),
    })];
}
