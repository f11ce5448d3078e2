using System.Text.Json;

namespace Gatelight.Formats.Keras;

/// <summary>A layer of a Keras model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Its class as the file has it.</param>
/// <param name="Config">Its options.</param>
/// <param name="Number">How many layers of its class come before it.</param>
internal sealed record KerasEntry(string Name, string Kind, JsonElement Config, int Number);
