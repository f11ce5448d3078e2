using System.Text.Json;
using System.Text.Json.Serialization;
using Gatelight.Models;

namespace Gatelight.Serialization;

/// <summary>The content of <c>model.json</c>.</summary>
/// <param name="Format"><see cref="ModelFileFormat.Name"/>.</param>
/// <param name="Version">The version of the format.</param>
/// <param name="Task">See <see cref="ModelBundle.Task"/>.</param>
/// <param name="Metadata">See <see cref="ModelBundle.Metadata"/>.</param>
/// <param name="Metrics">See <see cref="ModelBundle.Metrics"/>.</param>
/// <param name="TrainingData">See <see cref="ModelBundle.TrainingData"/>.</param>
/// <param name="Pipeline">See <see cref="ModelBundle.Pipeline"/>.</param>
/// <param name="Architectures">The different architectures of the members.</param>
/// <param name="Members">For each member, the number of its architecture.</param>
/// <param name="WeightsSha256">The SHA-256 of <c>weights.safetensors</c>, in hexadecimal: reading a zip does not check its content.</param>
internal sealed record ModelDocument(
    string Format,
    int Version,
    string Task,
    IReadOnlyDictionary<string, string> Metadata,
    [property: JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)] IReadOnlyDictionary<string, double> Metrics,
    TrainingDataFingerprint? TrainingData,
    JsonElement? Pipeline,
    IReadOnlyList<ModelArchitecture> Architectures,
    IReadOnlyList<int> Members,
    string WeightsSha256);
