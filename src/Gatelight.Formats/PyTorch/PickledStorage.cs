namespace Gatelight.Formats.PyTorch;

/// <summary>Where a pickle says that a storage lies.</summary>
/// <param name="Type">What its numbers are, as safetensors says it.</param>
/// <param name="Key">The name of its file in the archive.</param>
/// <param name="Count">How many numbers it claims.</param>
internal sealed record PickledStorage(string Type, string Key, long Count);
