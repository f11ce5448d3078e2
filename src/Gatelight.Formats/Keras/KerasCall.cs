using System.Text.Json;

namespace Gatelight.Formats.Keras;

/// <summary>A call of a layer.</summary>
/// <param name="Entry">The layer.</param>
/// <param name="Number">Which of its calls.</param>
/// <param name="Inputs">What it reads.</param>
/// <param name="Arguments">What else it is called with.</param>
internal sealed record KerasCall(KerasEntry Entry, int Number, IReadOnlyList<KerasValue> Inputs, JsonElement Arguments);
