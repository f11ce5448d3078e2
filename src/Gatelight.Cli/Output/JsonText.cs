using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gatelight.Cli.Output;

/// <summary>JSON as the tool writes it: indented, invariant, and null for what is no number.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The number, or null where JSON has no word for it.</summary>
    public static JsonValue? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;

    /// <summary>The texts as an array.</summary>
    public static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];

    /// <summary>Names and texts as an object.</summary>
    public static JsonObject Object(IEnumerable<KeyValuePair<string, string>> entries)
    {
        var result = new JsonObject();
        foreach (var (name, value) in entries)
            result[name] = value;
        return result;
    }

    /// <summary>Writes the document.</summary>
    public static string Write(JsonNode document)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Layout))
            document.WriteTo(writer);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
