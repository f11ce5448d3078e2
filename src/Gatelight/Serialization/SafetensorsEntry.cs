namespace Gatelight.Serialization;

/// <summary>Where a tensor of a safetensors file lies.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its dimensions.</param>
/// <param name="Start">Its first byte, counted from the end of the header.</param>
/// <param name="End">The byte behind its last.</param>
internal sealed record SafetensorsEntry(string Name, IReadOnlyList<long> Shape, long Start, long End);
