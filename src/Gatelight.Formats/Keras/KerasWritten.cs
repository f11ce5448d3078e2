using System.Text.Json.Nodes;

namespace Gatelight.Formats.Keras;

/// <summary>A Gatelight layer as Keras has it.</summary>
/// <param name="Kind">Keras' class.</param>
/// <param name="Config">Its options.</param>
/// <param name="Variables">Its weights.</param>
internal sealed record KerasWritten(string Kind, JsonObject Config, IReadOnlyList<KerasVariable> Variables);
