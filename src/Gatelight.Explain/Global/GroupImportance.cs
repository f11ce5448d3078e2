namespace Gatelight.Explain;

/// <summary>What mattered for one group of inputs.</summary>
/// <param name="Group">The group's name, as a class or a season.</param>
/// <param name="Importance">The summary of its inputs.</param>
public sealed record GroupImportance(string Group, GlobalImportance Importance);
