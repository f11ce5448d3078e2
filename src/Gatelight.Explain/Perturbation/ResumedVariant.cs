namespace Gatelight.Explain;

/// <summary>An input that begins like one whose states are known.</summary>
/// <param name="Place">Its place among the inputs that were asked about.</param>
/// <param name="Memory">The input that it begins like.</param>
/// <param name="Start">The first step at which it differs.</param>
internal readonly record struct ResumedVariant<T>(int Place, RememberedInput<T> Memory, int Start);
