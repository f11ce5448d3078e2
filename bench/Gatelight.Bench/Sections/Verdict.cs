namespace Gatelight.Bench.Sections;

/// <summary>An aim and what was measured.</summary>
/// <param name="Aim">The aim, with its number.</param>
/// <param name="Measured">What was measured.</param>
/// <param name="IsMet">Whether it is met; null where it could not be measured.</param>
internal sealed record Verdict(string Aim, string Measured, bool? IsMet);
