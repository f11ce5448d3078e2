using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gatelight.Serialization;

namespace Gatelight.Tasks.Tests;

/// <summary>What a stranger may write into the pipeline of a model file.</summary>
internal static class AlteredModel
{
    /// <summary>Alters a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="place">The property, as in <c>groups.0.window</c>.</param>
    /// <param name="value">Its new value as JSON; null removes it.</param>
    public static void Alter(string path, string place, string? value)
    {
        var bundle = ModelBundle.Load(path);
        (bundle with { Pipeline = Alter(bundle.Pipeline!.Value, place, value) }).Save(path);
    }

    /// <summary>Alters what a file keeps.</summary>
    public static JsonElement Alter(JsonElement element, string place, string? value)
    {
        JsonNode root = JsonNode.Parse(element.GetRawText())!, parent = root;
        string[] parts = place.Split('.');
        foreach (string part in parts[..^1])
            parent = parent is JsonArray items ? items[Index(part)]! : parent[part]!;
        if (parent is JsonArray array)
            array[Index(parts[^1])] = JsonNode.Parse(value!);
        else if (value is null)
            Assert.True(parent.AsObject().Remove(parts[^1]));
        else
            parent[parts[^1]] = JsonNode.Parse(value);
        return JsonSerializer.SerializeToElement(root);
    }

    private static int Index(string part) => int.Parse(part, CultureInfo.InvariantCulture);
}
