using Gatelight.Formats.Arrays;

namespace Gatelight.Formats;

/// <summary>A weight that a file holds, as <c>inspect</c> lists it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What its numbers are.</param>
/// <param name="Shape">Its dimensions.</param>
public sealed record WeightSummary(string Name, ElementType Type, IReadOnlyList<int> Shape);
