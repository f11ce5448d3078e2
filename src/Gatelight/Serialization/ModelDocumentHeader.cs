using System.Text.Json.Serialization;

namespace Gatelight.Serialization;

/// <summary>What every version of <c>model.json</c> has; read first, so that a newer file is told from a broken one.</summary>
/// <param name="Format"><see cref="ModelFileFormat.Name"/>.</param>
/// <param name="Version">The version of the format.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
internal sealed record ModelDocumentHeader(string Format, int Version);
