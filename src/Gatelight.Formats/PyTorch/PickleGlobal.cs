namespace Gatelight.Formats.PyTorch;

/// <summary>A Python name that a pickle mentions. It is only ever compared, never looked up or called.</summary>
/// <param name="Name">Module and name, as in <c>torch.FloatStorage</c>.</param>
internal sealed record PickleGlobal(string Name);
